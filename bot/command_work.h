// What the commands that write do, in whichever process holds the ledger: the one that was called,
// or the server that it found running.
#pragma once

#include "bank/town.h"
#include "bot/clock.h"
#include "bot/command_request.h"
#include "bot/turn.h"
#include "store/database.h"

namespace kindbank::bot {

// All are borrowed.
struct CommandRoom {
  store::Database& database;
  const bank::Town& town;
  const Clock& clock;
  Turns* turns = nullptr;            // for what is said at the desk
  const Library* library = nullptr;  // for moving talks to it
};

inline constexpr const char* move_talks = "check --move-all";

// member vet         number, level, by
// member join        begins with nothing, then desk and text, in the end desk alone
// erase              number
// coordinator add    name, address..., digest..., on_call
// coordinator remove id
// check --move-all   nothing
CommandAnswer perform(const CommandRoom& room, const CommandRequest& request);

}  // namespace kindbank::bot
