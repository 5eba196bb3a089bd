// An edited set of flows against the talks that are under way: who stands on what has changed, and
// moving them to it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bot/library.h"
#include "store/database.h"

namespace kindbank::bot {

// A warning for each step that people stand on and that is changed or gone in the library, and for
// each flow that is gone and that they would be led to; an error for each version that they stand
// on and that cannot be run. `flows` is where the library was read, for what is gone. Only reads
// the ledger.
std::vector<dialog::Finding> check_against_live(store::Database& database, const Library& library,
                                                const std::string& flows, Time now);

// What came of moving everybody.
struct Move {
  std::map<std::string, std::int64_t> moved;  // "ask/when" -> people
  // "ask/when", why -> people who stay on the version that they began with
  std::map<std::pair<std::string, std::string>, std::int64_t> stayed;
};

// Moves every question that stands on another version of a flow to the one in the library, where
// its step asks the same kind of answer and has the facts that it needs. The others stay as they
// are. So many talks a transaction; each is whole before and after.
Move move_all(store::Database& database, const Library& library, Time now);

// "ask/when: 2 people moved", a line each.
std::string say_move(const Move& move);

}  // namespace kindbank::bot
