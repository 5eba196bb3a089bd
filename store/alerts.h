// What coordinators were told at once and somebody must answer: an incident, a visit that does not
// end. One row a code, of the last thing that was told of it. Who writes MINE first has it; until
// then it goes from one to the next.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct Urgent {
  std::string code;            // of the incident or the job
  std::string text;            // as it was told, sealed
  std::string state = "open";  // "mine"
  Id owner = 0;                // the coordinator who has it
  std::set<Id> told = {};      // whom it has reached since it was open
  Time at{};
  bool operator==(const Urgent&) const = default;
};

// Tells it anew: one that somebody has stays theirs.
void put_urgent(Transaction& tx, const Urgent& urgent);
std::optional<Urgent> find_urgent(Transaction& tx, const std::string& code);
// Of those that nobody has, the oldest first.
std::vector<std::string> open_urgent_codes(Transaction& tx);
// The last that was told since then; "" where none was.
std::string last_urgent_code(Transaction& tx, Time since);
void set_told(Transaction& tx, const std::string& code, const std::set<Id>& told);
// True for the first who takes it; also of what was never told, which is then theirs.
[[nodiscard]] bool take_urgent(Transaction& tx, const std::string& code, Id owner, Time now);
// Nobody has it any more: it is told anew.
void let_go_urgent(Transaction& tx, const std::string& code);

}  // namespace kindbank::store
