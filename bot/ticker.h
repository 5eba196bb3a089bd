// The clock's thread: it turns what has come due into turns - notices into somebody's talk,
// silences into a nudge, the bank's promises into a look. One round at a time, so tests and the
// simulator can run the rounds themselves.
#pragma once

#include <functional>
#include <thread>

#include "bot/alarm.h"
#include "bot/clock.h"
#include "bot/drain.h"
#include "bot/turn.h"

namespace kindbank::bot {

class Ticker {
 public:
  // All are borrowed and outlive this.
  Ticker(store::Database& database, Turns& turns, Shelf shelf, const Clock& clock);
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

  // Does everything that is due at `now`, and what that makes due in turn; returns how many turns
  // ran.
  int run(Time now);
  // When something is due next; nothing where nothing waits.
  std::optional<Time> next() const;

  // Forgets what serves nobody any more: once an hour, however often it is called, and of versions
  // of flows a little each time.
  void tidy(Time now);

  void start();
  void stop();
  // Something may be due earlier than was thought.
  void poke();

  // What else is to be done with each round of the thread.
  std::function<void(Time now)> also = [](Time) {};
  std::function<void(const std::string&)> report = [](const std::string&) {};
  // The ledger cannot be trusted any more: the process must end.
  std::function<void()> on_broken = [] {};

 private:
  int round(Time now);
  void loop();

  store::Database& database_;
  Turns& turns_;
  const Shelf shelf_;
  const Clock& clock_;
  const store::Id fence_;  // of what this takes up

  Time next_tidy_{};
  Drain drain_;

  Alarm alarm_;
  std::thread thread_;
};

}  // namespace kindbank::bot
