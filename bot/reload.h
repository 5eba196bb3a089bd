// What the town has edited, taken into service while people talk. A new set of flows, words,
// languages and areas goes onto the shelf whole, and only where `check` finds no error in it;
// otherwise the one that is served goes on, and the log, the metrics and /readyz say so until a
// reload succeeds. Safe from any thread, one reload at a time.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "bot/clock.h"
#include "bot/house.h"
#include "bot/log.h"
#include "bot/reload_record.h"
#include "bot/shelf.h"

namespace kindbank::bot {

class Reload {
 public:
  struct Room {
    store::Database& database;  // borrowed, as the clock is
    const Clock& clock;
    Shelf shelf;
    Settings settings;            // in force, as they were read
    std::function<House()> read;  // settings and library once more
  };
  explicit Reload(Room room);

  // Why the new set was refused, in one sentence; the findings are in the log.
  Result<void> run();

  ReloadRecord record() const;

  Log report = silent;

 private:
  Result<void> take(House house);
  Result<void> refuse(const std::string& why);
  void say(const std::vector<dialog::Finding>& findings) const;

  Room room_;
  std::mutex running_;  // held through a reload

  mutable std::mutex mutex_;
  ReloadRecord record_;  // guarded by mutex_
};

// The keys that differ and that a reload does not bring into force: "channels.sms.from".
std::vector<std::string> need_restart(const Settings& in_force, const Settings& read);

}  // namespace kindbank::bot
