#include "store/pool.h"

#include <algorithm>
#include <chrono>

namespace kindbank::store {
namespace {

constexpr auto longest_wait = std::chrono::seconds(10);

}  // namespace

// Without an order whoever comes anew may overtake those that wait, again and again.
void Pool::wait_for_turn(std::unique_lock<std::mutex>& lock) {
  const auto self = waiting_.emplace(waiting_.end());
  const bool came = self->turn_came.wait_for(lock, longest_wait, [&] { return self->may_go; });
  waiting_.erase(self);
  if (!came) throw Busy("all connections to the ledger are in use");
}

// Under the lock: one that was taken is the next one's, or nobody's.
void Pool::pass_on() {
  const auto next = std::find_if(waiting_.begin(), waiting_.end(),
                                 [](const Waiting& one) { return !one.may_go; });
  if (next == waiting_.end()) {
    --taken_;
    return;
  }
  next->may_go = true;
  next->turn_came.notify_one();
}

std::unique_ptr<PostgresConnection> Pool::take() {
  {
    std::unique_lock lock(mutex_);
    if (taken_ < most_)
      ++taken_;
    else
      wait_for_turn(lock);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  try {
    return std::make_unique<PostgresConnection>(url_);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Pool::give_back(std::unique_ptr<PostgresConnection> connection) {
  const std::lock_guard lock(mutex_);
  if (connection && connection->is_usable()) idle_.push_back(std::move(connection));
  pass_on();
}

void Pool::drop_idle(std::unique_ptr<PostgresConnection> lost) {
  std::vector<std::unique_ptr<PostgresConnection>> old;  // closed outside the lock
  {
    const std::lock_guard lock(mutex_);
    old.swap(idle_);
    pass_on();
  }
  lost.reset();
}

}  // namespace kindbank::store
