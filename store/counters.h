// What an engine counts while it works; Database::stats reads it.
#pragma once

#include <atomic>
#include <chrono>

#include "store/database.h"

namespace kindbank::store {

struct Counters {
  std::atomic<std::uint64_t> commits{0};
  std::atomic<std::uint64_t> again{0};
  HistogramCounter turn_micros;

  DatabaseStats read() const {
    DatabaseStats now;
    now.turn_micros = turn_micros.read();
    now.turns = now.turn_micros.count;
    now.commits = commits.load(std::memory_order_relaxed);
    now.again = again.load(std::memory_order_relaxed);
    return now;
  }
};

// From where it is made to where it ends.
class TurnTimer {
 public:
  explicit TurnTimer(Counters& counters) : counters_(counters) {}
  ~TurnTimer() {
    const auto took = std::chrono::steady_clock::now() - begin_;
    counters_.turn_micros.add(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  }
  TurnTimer(const TurnTimer&) = delete;
  TurnTimer& operator=(const TurnTimer&) = delete;

 private:
  Counters& counters_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace kindbank::store
