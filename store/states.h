// Which state may follow which, for everything in the ledger that has one; drawn in docs/states.md.
// Nobody writes a state column but through here, or in an UPDATE that names the state it came from.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

enum class Noun {
  member,
  offer,
  request,
  invitation,
  visit,
  report,
  series,
  incident,
  worry,
  part
};

// For each state those that may follow it.
using Steps = std::map<std::string, std::vector<std::string>, std::less<>>;
const Steps& steps_of(Noun noun);

bool may_become(Noun noun, std::string_view from, std::string_view to);

enum class Moved { yes, was_there };

// Throws std::logic_error for a step that is not drawn and for a row that does not exist.
Moved move_to(Transaction& tx, Noun noun, Id id, std::string_view to);

}  // namespace kindbank::store
