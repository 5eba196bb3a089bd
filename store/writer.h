// The one thread that writes. It takes all turns that wait, runs one after the other and makes them
// durable with one COMMIT; then each caller learns what became of its turn. What one turn throws
// undoes that turn alone: then all are run once more, each in a savepoint of its own. A COMMIT that
// fails undoes and fails them all.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/counters.h"
#include "store/sqlite_connection.h"

namespace kindbank::store {

class Writer {
 public:
  // All that is borrowed outlives the writer; once `broken` is set nothing is begun any more.
  Writer(std::unique_ptr<SqliteConnection> connection, const Sealer& sealer,
         std::atomic<bool>& broken, Counters& counters);
  ~Writer();  // commits what waits, then closes the connection
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Returns when `work` is durable, or throws. Not from inside another `work`.
  void run(const std::function<void(Transaction&)>& work, Connection::Access access);
  bool is_alive() const;

 private:
  struct Turn {
    const std::function<void(Transaction&)>& work;
    Connection::Access access;
    std::exception_ptr error;  // the caller's once it is done
    std::promise<void> done;
    // The next of its batch, which the caller wakes in turn: waking takes longer than many a
    // statement, and the next batch waits for the writer.
    Turn* next = nullptr;
  };

  void loop();
  std::vector<Turn*> wait_for_turns();
  void commit(const std::vector<Turn*>& batch);
  bool run_together(const std::vector<Turn*>& batch);
  void run_in_savepoints(const std::vector<Turn*>& batch);
  void run_alone(Turn& turn);
  bool is_lost(const Turn& turn) const;
  static void wake(Turn& turn);
  void beat();
  void roll_back();

  std::unique_ptr<SqliteConnection> connection_;  // the thread's alone
  const Sealer& sealer_;
  std::atomic<bool>& broken_;
  Counters& counters_;
  std::atomic<std::int64_t> last_commit_;  // steady clock, nanoseconds
  std::int64_t beats_ = 0;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Turn*> waiting_;  // guarded by mutex_
  bool stopping_ = false;      // guarded by mutex_

  std::thread thread_;
};

}  // namespace kindbank::store
