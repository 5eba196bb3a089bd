#include "store/pool.h"

#include <chrono>

namespace kindbank::store {
namespace {

constexpr auto longest_wait = std::chrono::seconds(10);

}  // namespace

std::unique_ptr<PostgresConnection> Pool::take() {
  {
    std::unique_lock lock(mutex_);
    if (!came_back_.wait_for(lock, longest_wait, [this] { return taken_ < most_; }))
      throw Busy("all connections to the ledger are in use");
    ++taken_;
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
  {
    const std::lock_guard lock(mutex_);
    --taken_;
    if (connection && connection->is_usable()) idle_.push_back(std::move(connection));
  }
  came_back_.notify_one();
}

void Pool::drop_idle(std::unique_ptr<PostgresConnection> lost) {
  std::vector<std::unique_ptr<PostgresConnection>> old;  // closed outside the lock
  {
    const std::lock_guard lock(mutex_);
    --taken_;
    old.swap(idle_);
  }
  lost.reset();
  came_back_.notify_one();
}

}  // namespace kindbank::store
