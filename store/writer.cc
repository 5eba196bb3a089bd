#include "store/writer.h"

#include <algorithm>
#include <chrono>

#include "store/connection_transaction.h"
#include "store/steady.h"

namespace kindbank::store {
namespace {

constexpr std::size_t most_turns = 64;
constexpr auto beat_every = std::chrono::seconds(2);
constexpr auto dead_after = std::chrono::seconds(5);

bool is_broken(const std::exception_ptr& error) {
  if (!error) return false;
  try {
    std::rethrow_exception(error);
  } catch (const Broken&) {
    return true;
  } catch (...) {
    return false;
  }
}

// What became of a batch, as an exception of its own for each who shared it: one that several
// threads held would be let go of by a count that only the library sees.
std::exception_ptr one_more(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Busy& busy) {
    return std::make_exception_ptr(Busy(busy.what()));
  } catch (const Broken& broken) {
    return std::make_exception_ptr(Broken(broken.what()));
  } catch (const std::exception& other) {
    return std::make_exception_ptr(std::runtime_error(other.what()));
  } catch (...) {
    return std::make_exception_ptr(std::runtime_error("another turn broke the transaction"));
  }
}

}  // namespace

Writer::Writer(std::unique_ptr<SqliteConnection> connection, const Sealer& sealer,
               std::atomic<bool>& broken, Counters& counters)
    : connection_(std::move(connection)),
      sealer_(sealer),
      broken_(broken),
      counters_(counters),
      last_commit_(steady_now()),
      thread_([this] { loop(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool Writer::is_alive() const {
  const std::chrono::nanoseconds since(steady_now() - last_commit_);
  return !broken_ && since < dead_after;
}

// Who waits for it may be gone as soon as it knows.
void Writer::wake(Turn& turn) {
  auto done = std::move(turn.done);
  done.set_value();
}

void Writer::run(const std::function<void(Transaction&)>& work, Connection::Access access) {
  Turn turn{work, access, nullptr, {}};
  auto done = turn.done.get_future();
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(&turn);
  }
  wake_.notify_one();
  done.get();
  if (turn.next != nullptr) wake(*turn.next);
  if (turn.error) std::rethrow_exception(std::move(turn.error));
}

std::vector<Writer::Turn*> Writer::wait_for_turns() {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, beat_every, [this] { return stopping_ || !waiting_.empty(); });
  const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), most_turns));
  std::vector<Turn*> batch(waiting_.begin(), waiting_.begin() + count);
  waiting_.erase(waiting_.begin(), waiting_.begin() + count);
  return batch;
}

void Writer::roll_back() {
  try {
    if (connection_->in_transaction()) connection_->roll_back();
  } catch (const std::exception&) {
    broken_ = true;  // a connection that cannot even go back must not go on
  }
}

void Writer::run_alone(Turn& turn) {
  ConnectionTransaction transaction(*connection_, sealer_, Transaction::Writers::alone);
  try {
    const TurnTimer timer(counters_);
    connection_->allow(turn.access);
    turn.work(transaction);
    transaction.end();
  } catch (...) {
    turn.error = transaction.failure() ? transaction.failure() : std::current_exception();
  }
  connection_->allow(Connection::Access::write);
}

// A full disk or an I/O error may have undone the whole transaction.
bool Writer::is_lost(const Turn& turn) const {
  return is_broken(turn.error) || !connection_->in_transaction();
}

// What one throws undoes that turn alone.
void Writer::run_in_savepoints(const std::vector<Turn*>& batch) {
  connection_->begin(Connection::Access::write);
  for (auto* turn : batch) {
    connection_->run("SAVEPOINT turn");
    run_alone(*turn);
    if (turn->error) {
      if (is_lost(*turn)) std::rethrow_exception(turn->error);
      connection_->run("ROLLBACK TO turn");
    }
    connection_->run("RELEASE turn");
  }
}

// For a savepoint SQLite keeps a copy of every page that a turn touches, which most never need. So
// all go without first; false where one of them threw, and then nothing was done.
bool Writer::run_together(const std::vector<Turn*>& batch) {
  connection_->begin(Connection::Access::write);
  for (auto* turn : batch) {
    run_alone(*turn);
    if (!turn->error) continue;
    if (is_lost(*turn)) std::rethrow_exception(turn->error);
    roll_back();
    if (batch.size() == 1) return true;
    turn->error = nullptr;
    return false;
  }
  return true;
}

void Writer::commit(const std::vector<Turn*>& batch) {
  std::exception_ptr failure;
  try {
    if (broken_) throw Broken("the ledger cannot be trusted any more");
    if (!run_together(batch)) {
      counters_.again += batch.size();
      run_in_savepoints(batch);
    }
    if (connection_->in_transaction()) connection_->commit();
    ++counters_.commits;
    last_commit_ = steady_now();
  } catch (...) {
    failure = std::current_exception();
    if (is_broken(failure)) broken_ = true;
    roll_back();
  }
  for (auto* turn : batch)
    if (failure && !turn->error) turn->error = one_more(failure);
  failure = nullptr;  // from now on each is its caller's alone
  for (std::size_t i = 0; i + 1 < batch.size(); ++i) batch[i]->next = batch[i + 1];
  wake(*batch.front());
}

void Writer::beat() {
  const std::function<void(Transaction&)> work = [this](Transaction& tx) {
    tx.run(
        "INSERT INTO bank_state (name, value) VALUES ('heartbeat', :a) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {std::to_string(++beats_)});
  };
  Turn turn{work, Connection::Access::write, nullptr, {}};
  auto done = turn.done.get_future();
  commit({&turn});
  done.wait();  // what went wrong shows in is_alive
}

void Writer::loop() {
  for (;;) {
    const auto batch = wait_for_turns();
    if (!batch.empty()) {
      commit(batch);
      continue;
    }
    {
      const std::lock_guard lock(mutex_);
      if (stopping_ && waiting_.empty()) return;
    }
    beat();
  }
}

}  // namespace kindbank::store
