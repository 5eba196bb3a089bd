// The people of the bank, by their member number. A member is reachable at the contacts linked to
// them (contacts.h), perhaps at none. The postcode is kept no finer than the sector ("SG1 1").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct Member {
  std::int64_t number = 0;
  std::string first_name;
  std::string state = "active";  // or "left"
  std::string area;
  std::string sector;
  std::string vetting = "V0";  // to "V3"; raised by a person only
  std::string vetted_by;
  std::optional<Time> vetted_at;
  std::string language = "en";
  Time joined_at{};
  std::optional<Time> last_asked_at;
  std::optional<Time> vetted_until = {};  // when the check is to be renewed
  int most_open = 1;                      // invitations at a time, by their own choice
  bool operator==(const Member&) const = default;
};

// Gives the member the next number and returns it; `number` is not looked at.
std::int64_t add_member(Transaction& tx, const Member& member);
std::optional<Member> find_member(Transaction& tx, std::int64_t number);
std::vector<Member> members(Transaction& tx);
std::int64_t active_members(Transaction& tx);

// Throws std::logic_error for a level that is not V0 to V3. False where there is no such member.
// Active, of the same first name and sector; the newest first.
std::vector<std::int64_t> members_of_same_name(Transaction& tx, std::int64_t number);
void set_first_name(Transaction& tx, std::int64_t number, const std::string& name);
void set_member_language(Transaction& tx, std::int64_t number, const std::string& code);
bool set_vetting(Transaction& tx, std::int64_t number, const std::string& level,
                 const std::string& by, Time now);
// Whom to ring when something goes wrong at a visit of the member's; "" where nobody was named.
void set_vetted_until(Transaction& tx, std::int64_t number, std::optional<Time> until);
// Active, whose check is to be renewed before then; the soonest first, at most `limit`.
std::vector<std::int64_t> members_vetted_until(Transaction& tx, Time before, int limit);
void set_most_open(Transaction& tx, std::int64_t number, int most);
void set_emergency_contact(Transaction& tx, std::int64_t number, const std::string& words);
std::string emergency_contact(Transaction& tx, std::int64_t number);
// Whether each hour of theirs goes to the Kindness Pot as it is booked.
enum class Gives { as_asked, all };
void set_gives(Transaction& tx, std::int64_t number, Gives gives);
Gives gives(Transaction& tx, std::int64_t number);
void set_member_state(Transaction& tx, std::int64_t number, const std::string& state);
void mark_asked(Transaction& tx, std::int64_t number, Time now);

}  // namespace kindbank::store
