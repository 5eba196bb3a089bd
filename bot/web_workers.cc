#include "bot/web_workers.h"

#include <utility>

namespace kindbank::bot {

Workers::Workers(int count, std::size_t queue, Serve serve)
    : queue_cap_(queue), serve_(std::move(serve)) {
  threads_.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() { stop(); }

bool Workers::offer(int socket) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queue_cap_ + free_) return false;
    queue_.push_back(socket);
    waiting_ = queue_.size() > free_ ? queue_.size() - free_ : 0;
    if (waiting_ > 0) {
      ++strokes_;
      leave_bell_.ring();
    }
  }
  offered_.notify_one();
  return true;
}

bool Workers::leave() {
  const std::lock_guard lock(mutex_);
  if (strokes_ == 0) return false;
  --strokes_;
  return leave_bell_.silence();
}

void Workers::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++free_;
    offered_.wait(lock, [this] { return !queue_.empty() || stopping_; });
    --free_;
    if (queue_.empty()) return;
    const int socket = queue_.front();
    queue_.pop_front();
    waiting_ = queue_.size() > free_ ? queue_.size() - free_ : 0;
    for (; strokes_ > waiting_; --strokes_) leave_bell_.silence();
    lock.unlock();
    try {
      serve_(socket);
    } catch (...) {
      // Out of memory or the like: this connection is lost, the next one is served.
    }
    lock.lock();
  }
}

void Workers::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) stop_bell_.ring();
    stopping_ = true;
  }
  offered_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace kindbank::bot
