// Answers that go out although the ledger is down, which only an answer to a crisis may. They have
// no row: a short queue in memory, a few tries each, and a memory of who was answered, so that the
// same call for help coming again is not answered again. `push` and `was_answered` are safe from
// any thread and wait for nobody; `run` is for one.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/channel.h"
#include "bot/backoff.h"
#include "bot/clock.h"
#include "bot/fetch.h"

namespace kindbank::bot {

class Unrecorded {
 public:
  // Channel and clock are borrowed and outlive this.
  Unrecorded(const adapters::Channel& channel, const Clock& clock, FetchOptions fetch,
             std::uint64_t seed);

  // False where 256 wait already.
  bool push(adapters::Outgoing answer);

  // Tries each answer that is due at `now` once; returns how many those were.
  int run(Time now);
  // When run should be called again; nothing where nothing waits.
  std::optional<Time> next_due() const;
  // See Fetch; from any thread.
  void end_within(Duration left) { fetch_.end_within(left); }

  std::function<void(const std::string&)> report = [](const std::string&) {};

 private:
  struct Waiting {
    adapters::Outgoing answer;
    Time next_try{};
    int failures = 0;
  };

  std::deque<Waiting> take_due(Time now);
  void try_once(Waiting waiting);
  adapters::Delivery send(const adapters::Outgoing& answer);

  const adapters::Channel& channel_;
  const Clock& clock_;
  Fetch fetch_;
  Backoff backoff_;

  mutable std::mutex mutex_;
  std::deque<Waiting> waiting_;  // guarded by mutex_
};

}  // namespace kindbank::bot
