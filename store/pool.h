// The connections to PostgreSQL that nobody uses just now. They are made as they are needed, up to
// a number; who comes then waits for one to come back, and who came first gets it first.
#pragma once

#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/postgres_connection.h"

namespace kindbank::store {

class Pool {
 public:
  Pool(std::string url, int most) : url_(std::move(url)), most_(most) {}

  // Throws Busy where none comes back in time or the server cannot be reached.
  std::unique_ptr<PostgresConnection> take();
  // One that is of no more use is closed.
  void give_back(std::unique_ptr<PostgresConnection> connection);
  // Closes `lost` and those that lie idle: the server may have gone under them too.
  void drop_idle(std::unique_ptr<PostgresConnection> lost);

 private:
  struct Waiting {
    std::condition_variable turn_came;
    bool may_go = false;
  };

  void wait_for_turn(std::unique_lock<std::mutex>& lock);
  void pass_on();

  const std::string url_;
  const int most_;

  std::mutex mutex_;
  std::list<Waiting> waiting_;                             // guarded by mutex_; the first is next
  std::vector<std::unique_ptr<PostgresConnection>> idle_;  // guarded by mutex_
  int taken_ = 0;  // guarded by mutex_; those promised to who waits among them
};

}  // namespace kindbank::store
