// Answers that go out although the ledger is down, which only an answer to a crisis may. They have
// no row: a short queue in memory, a few tries each, and a memory of which left, so that the same
// call for help coming again is not answered again. A restart forgets it: then it is answered
// twice, which is better than never. `push` and `has_left` are safe from any thread and wait for
// nobody; `run` is for one.
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
#include "bot/log.h"

namespace kindbank::bot {

class Unrecorded {
 public:
  // Channel and clock are borrowed and outlive this.
  Unrecorded(const adapters::Channel& channel, const Clock& clock, FetchOptions fetch,
             std::uint64_t seed);

  // False where 256 wait already. One whose reference is known is the same again, and queued once.
  bool push(adapters::Outgoing answer);
  // Whether the provider took the answer of that reference. What it did not is forgotten here: who
  // asks says it themselves.
  bool has_left(const std::string& reference);

  // Tries each answer that is due at `now` once; returns how many those were.
  int run(Time now);
  // When run should be called again; nothing where nothing waits.
  std::optional<Time> next_due() const;
  // See Fetch; from any thread.
  void end_within(Duration left) { fetch_.end_within(left); }

  Log report = silent;
  std::function<void(const adapters::Delivery&)> on_outcome = [](const adapters::Delivery&) {};

 private:
  struct Note {
    std::string reference;
    enum class State { on_its_way, left } state = State::on_its_way;
  };
  struct Waiting {
    adapters::Outgoing answer;
    Time next_try{};
    int failures = 0;
  };

  std::deque<Note>::iterator find(const std::string& reference);
  std::deque<Waiting> take_due(Time now);
  void settle(Waiting waiting, const adapters::Delivery& delivery);
  adapters::Delivery send(const adapters::Outgoing& answer);

  const adapters::Channel& channel_;
  const Clock& clock_;
  Fetch fetch_;
  Backoff backoff_;

  mutable std::mutex mutex_;
  std::deque<Waiting> waiting_;  // guarded by mutex_
  std::deque<Note> notes_;       // guarded by mutex_, the newest last
};

}  // namespace kindbank::bot
