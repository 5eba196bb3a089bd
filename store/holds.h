// Who of several servers does what only one may do at a time: a name is held until it is let go or
// its time has passed. It stands beside the other small things of the bank (bank_state.h).
#pragma once

#include <optional>
#include <string>

#include "store/database.h"

namespace kindbank::store {

struct Hold {
  std::string owner;
  Time until{};
  bool operator==(const Hold&) const = default;
};

std::optional<Hold> find_hold(Transaction& tx, const std::string& name);
// True where it is the owner's until then: nobody held it any more, or the owner did.
[[nodiscard]] bool take_hold(Transaction& tx, const std::string& name, const Hold& hold, Time now);
// Another's stays.
void end_hold(Transaction& tx, const std::string& name, const std::string& owner);

}  // namespace kindbank::store
