// One turn's transaction and what it collects on the way. Shared by the sources of turn.h alone:
// turn.cc (the engine and its effects), turn_heard.cc (what people send), turn_pieces.cc (a long
// text of theirs), turn_clock.cc (what comes due) and turn_rights.cc (who wants no texts).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/turn.h"
#include "store/contacts.h"

namespace kindbank::bot {

struct Turns::Room {
  store::Transaction& tx;
  store::Ids& ids;
  // As it was taken when the turn began, and perhaps with versions that another server brought.
  std::shared_ptr<const Library> library;
  store::Contact contact{};
  const adapters::Channel* channel = nullptr;  // where answers go; none: nothing can be said
  std::optional<store::Id> message{};          // what came in
  std::string words{};                         // of it, for an incident
  enum class Voice { speaks, crisis_only } voice = Voice::speaks;
  Crisis crisis = Crisis::unanswered;
  Time now{};
  std::int64_t member = 0;
  enum class Begun { by_the_person, by_the_bank } begun = Begun::by_the_person;
  std::vector<bank::CoordinatorAlert> alerts{};
  std::vector<AlertLine> alert_lines{};  // for the log, once all of it is committed
  std::vector<dialog::Branch> branches{};
  std::optional<dialog::Told> told{};
  Left left{};
};

}  // namespace kindbank::bot
