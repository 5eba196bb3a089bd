// One ask to one volunteer for one request, and why; and why somebody was not asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/notices.h"

namespace kindbank::store {

struct Invitation {
  Id id = 0;
  Id request = 0;
  std::int64_t member = 0;
  int wave = 1;
  std::string state = "invited";
  std::string why;  // of the ranking, for WHY ME
  Time asked_at{};
  std::optional<Time> answered_at;
  int times = 1;  // asked
  bool operator==(const Invitation&) const = default;
};

// One row for each of a request's volunteers.
Inserted insert_invitation(Transaction& tx, const Invitation& invitation);
// Who had lost it is asked once more, in that wave: its helper has fallen out.
void invite_again(Transaction& tx, Id id, int wave, Time now);
// It was said only then: the question waited behind others, or for the morning.
void set_asked_at(Transaction& tx, Id id, Time now);
std::optional<Invitation> find_invitation(Transaction& tx, Id id);
std::optional<Invitation> find_invitation(Transaction& tx, Id request, std::int64_t member);
std::vector<Invitation> invitations(Transaction& tx);
std::vector<Invitation> invitations_of_request(Transaction& tx, Id request);
// Those that the member has not answered, the newest first.
std::vector<Invitation> invitations_of_member(Transaction& tx, std::int64_t member);
// "won", "declined", "lost", "expired", "released", "done".
// The newest, whatever became of it.
std::optional<Invitation> last_invitation(Transaction& tx, std::int64_t member);
void set_invitation_state(Transaction& tx, Id id, const std::string& state, Time now);

struct Exclusion {
  Id request = 0;
  std::int64_t member = 0;
  std::string reason;
  bool operator==(const Exclusion&) const = default;
};

// The last reason counts.
void put_exclusion(Transaction& tx, const Exclusion& exclusion);
std::vector<Exclusion> exclusions_of_request(Transaction& tx, Id request);

}  // namespace kindbank::store
