// Lets go of the versions of flows that nobody stands on any more. One that no server begins talks
// with can only lose people, so a look through all talks that meets nobody on it settles it. That
// look is taken once a day, a few talks a round, and only where there is such a version.
#pragma once

#include <set>
#include <string>

#include "bot/shelf.h"
#include "store/database.h"

namespace kindbank::bot {

class Drain {
 public:
  Drain(store::Database& database, Shelf shelf) : database_(database), shelf_(std::move(shelf)) {}

  // Does a little of what there is to do at `now`; called with each round of the clock.
  void run(Time now);

 private:
  void say_served(Time now);
  void begin(Time now);
  void look_at_some(Time now);
  void drop_empty();

  store::Database& database_;
  const Shelf shelf_;
  Time next_said_{};
  Time next_look_{};
  // Of the look that is under way.
  std::set<std::string> empty_;  // versions on which nobody was met so far; none: no look
  Time since_{};                 // nobody serves them since then
  store::Id behind_ = 0;         // the contact that was looked at last
};

}  // namespace kindbank::bot
