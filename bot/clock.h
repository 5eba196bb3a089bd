// What time it is, for everything that the service does. In a town it is the machine's; in a test
// or a simulator it starts where it was told to and can be moved on, never back. Safe from any
// thread.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>

#include "dialog/time.h"

namespace kindbank::bot {

class Clock {
 public:
  // From `start` on where there is one: the clock then runs, and may be moved.
  explicit Clock(std::optional<Time> start = std::nullopt)
      : offset_(start ? (*start - machine()).count() : 0) {}

  Time now() const { return machine() + Duration{offset_.load()}; }
  void move(Duration forward) { offset_ += forward.count(); }

  static Time machine() {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
  }

 private:
  std::atomic<Duration::rep> offset_;
};

}  // namespace kindbank::bot
