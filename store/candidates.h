// Who may be asked to help, best first, a page at a time: however many members a region has, only
// those who come next are read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

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
  int asked_this_week = 0;   // times, by invitations of the last seven days
  int jobs_this_month = 0;   // won since `month_began`
  int open_invitations = 0;  // not answered yet
  int most_open = 1;         // at a time, by their own choice
  bool stopped = false;      // no mailbox that may be written to
  bool frozen = false;       // an incident is not cleared
  bool operator==(const Candidate&) const = default;
};

struct CandidateQuery {
  std::string category;
  std::string vetting = "V0";      // at least
  std::vector<std::string> areas;  // whose members are looked for; none: the whole town
  Time now{};
  Time month_began{};
  std::size_t limit = 100;  // of the page, from its best on
};

// Active members with an active offer: longest since last asked (never asked before all), fewest
// jobs this month, lowest number.
std::vector<Candidate> candidates(Transaction& tx, const CandidateQuery& query);

// Those of these members who offer the category, in the same order.
std::vector<Candidate> candidates_among(Transaction& tx, const CandidateQuery& query,
                                        const std::vector<std::int64_t>& members);

}  // namespace kindbank::store
