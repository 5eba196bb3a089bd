// What members can do for others, and who may be asked next. A member has one offer a category.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct Offer {
  Id id = 0;
  std::int64_t member = 0;
  std::string category;
  std::string free_when;
  std::string distance;
  int monthly_cap = 1;           // jobs won, not invitations
  std::string state = "active";  // "paused", "left"
  Time created_at{};
  bool operator==(const Offer&) const = default;
};

// Made anew, or brought up to date where the member offered this before; then it is active again.
void put_offer(Transaction& tx, const Offer& offer);
std::vector<Offer> offers(Transaction& tx, std::optional<std::int64_t> member = std::nullopt);
void set_offer_state(Transaction& tx, Id id, const std::string& state);

// One who offers the category, with all that decides whether and when they are asked.
struct Candidate {
  std::int64_t member = 0;
  std::string area;
  std::string vetting;
  std::string language;
  std::string free_when;
  std::string distance;
  int monthly_cap = 0;
  std::optional<Time> last_asked_at;
  int asked_this_week = 0;   // invitations of the last seven days
  int jobs_this_month = 0;   // won since `month_began`
  int open_invitations = 0;  // not answered yet
  bool stopped = false;      // no mailbox that may be written to
  bool frozen = false;       // an incident is not cleared
  bool operator==(const Candidate&) const = default;
};

struct CandidateQuery {
  std::string category;
  std::string vetting = "V0";         // at least
  std::string area;                   // whose members come first
  std::vector<std::int64_t> without;  // the asker, and whom they ask for
  Time now{};
  Time month_began{};
};

// Active members with an active offer: same area first, then longest since last asked (never asked
// before all), fewest jobs this month, lowest number.
std::vector<Candidate> candidates(Transaction& tx, const CandidateQuery& query);

}  // namespace kindbank::store
