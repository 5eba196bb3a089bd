// What a thread waits on between two rounds of its work: for a while, or until somebody rings since
// something came up. However often it rings before the thread looks, the thread comes once.
#pragma once

#include <condition_variable>
#include <mutex>

#include "dialog/time.h"

namespace kindbank::bot {

// Between two looks at a clock that may be moved meanwhile.
inline constexpr Duration longest_wait = std::chrono::seconds(1);

class Alarm {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      if (rung_) return;
      rung_ = true;
    }
    changed_.notify_one();
  }

  // Nobody waits from now on.
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
  }

  // Returns after that long or when it rings; false once it is stopped.
  bool wait_for(Duration most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [this] { return rung_ || stopped_; });
    rung_ = false;
    return !stopped_;
  }

  bool is_stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_ = false;     // guarded by mutex_
  bool stopped_ = false;  // guarded by mutex_
};

}  // namespace kindbank::bot
