// PostgreSQL as the engine: a pool of connections, on which several processes write at READ
// COMMITTED. What must not change under a turn is locked by the turn (locks.h), and a turn that
// stood in the way of another is run again.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include "store/connection_transaction.h"
#include "store/counters.h"
#include "store/engine.h"
#include "store/migrate.h"
#include "store/migrations.h"
#include "store/pool.h"
#include "store/steady.h"

namespace kindbank::store {
namespace {

using Connected = std::unique_ptr<PostgresConnection>;

constexpr int most_tries = 20;
constexpr int tries_at_once = 3;  // from then on one of them goes at a time
constexpr auto alive_for = std::chrono::seconds(5);
// Any two numbers that are ours.
constexpr std::int64_t migration_lock = 0x6b696e64;
constexpr std::int64_t patience_lock = 0x6b696e65;

// Apart from each other, so that the same two do not meet again.
void wait_a_little(int tries) {
  static thread_local std::minstd_rand chance{std::random_device{}()};
  const int most = std::min(2 << tries, 200);
  std::this_thread::sleep_for(
      std::chrono::milliseconds(std::uniform_int_distribution<int>(1, most)(chance)));
}

class PostgresEngine : public Engine {
 public:
  PostgresEngine(const DatabaseOptions& options, const Sealer& sealer)
      : sealer_(sealer),
        mode_(options.mode),
        pool_(options.url, std::max(1, options.connections)) {}

  void write(const Work& work) override;
  void read(const Work& work) override { run(work, Connection::Access::read); }
  bool is_alive() const override;
  DatabaseStats stats() const override { return counters_.read(); }

 private:
  void run(const Work& work, Connection::Access access) const;
  Connected begin(Connection::Access access) const;
  void attempt(const Work& work, Connection::Access access, int tries) const;

  const Sealer& sealer_;
  const DatabaseOptions::Mode mode_;
  mutable Pool pool_;
  mutable Counters counters_;
  mutable std::atomic<bool> broken_{false};
  mutable std::atomic<std::int64_t> last_commit_{steady_now()};
};

// A server that was started anew costs nobody a turn: the old connections are closed.
Connected PostgresEngine::begin(Connection::Access access) const {
  auto connection = pool_.take();
  try {
    connection->begin(access);
    return connection;
  } catch (const Busy&) {
    pool_.drop_idle(std::move(connection));
  } catch (...) {
    pool_.give_back(std::move(connection));
    throw;
  }
  connection = pool_.take();
  try {
    connection->begin(access);
    return connection;
  } catch (...) {
    pool_.give_back(std::move(connection));
    throw;
  }
}

void PostgresEngine::attempt(const Work& work, Connection::Access access, int tries) const {
  const bool writes = access == Connection::Access::write;
  auto connection = begin(access);
  ConnectionTransaction transaction(
      *connection, sealer_, writes ? Transaction::Writers::several : Transaction::Writers::alone);
  try {
    if (tries > tries_at_once)
      transaction.fetch("SELECT COUNT(*) FROM (SELECT pg_advisory_xact_lock(:a)) AS held",
                        {patience_lock}, {Column::integer});
    if (writes) {
      const TurnTimer timer(counters_);
      work(transaction);
    } else {
      work(transaction);
    }
    transaction.end();
    connection->commit();
  } catch (...) {
    try {
      if (connection->in_transaction()) connection->roll_back();
    } catch (const std::exception&) {  // then it is of no more use, and the pool closes it
    }
    pool_.give_back(std::move(connection));
    transaction.end();  // what failed first, whatever the work made of it
    throw;
  }
  pool_.give_back(std::move(connection));
  if (!writes) return;
  ++counters_.commits;
  last_commit_ = steady_now();
}

void PostgresEngine::run(const Work& work, Connection::Access access) const {
  if (broken_) throw Broken("the ledger cannot be trusted any more");
  for (int tries = 1;; ++tries) {
    try {
      return attempt(work, access, tries);
    } catch (const Conflict&) {
      if (tries == most_tries) throw;
    } catch (const Broken&) {
      broken_ = true;
      throw;
    }
    ++counters_.again;
    wait_a_little(tries);
  }
}

void PostgresEngine::write(const Work& work) {
  if (mode_ == DatabaseOptions::Mode::read_only)
    throw std::logic_error("a ledger opened to read was written to");
  run(work, Connection::Access::write);
}

bool PostgresEngine::is_alive() const {
  if (broken_ || mode_ == DatabaseOptions::Mode::read_only) return false;
  if (std::chrono::nanoseconds(steady_now() - last_commit_) < alive_for) return true;
  try {
    run(
        [](Transaction& tx) {
          tx.run(
              "INSERT INTO bank_state (name, value) VALUES ('heartbeat', '') "
              "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        },
        Connection::Access::write);
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

// Several programs may start at once; the first makes the tables.
Result<void> prepare(PostgresConnection& connection, const Sealer& sealer, Schema schema) {
  const auto encoding = connection.fetch("SHOW server_encoding", {}, {Column::text});
  if (std::get<std::string>(encoding.at(0).at(0)) != "UTF8")
    return fail("the ledger's database must have the encoding UTF8");
  connection.run("SET lock_timeout = 0");
  connection.run("SET statement_timeout = 0");
  connection.run("SELECT pg_advisory_lock(:a)", {migration_lock});
  const auto tables = connection.fetch(
      "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() "
      "AND tablename = 'migrations'",
      {}, {Column::integer});
  if (schema == Schema::verify && std::get<std::int64_t>(tables.at(0).at(0)) == 0)
    return fail("there is no ledger in this database yet");
  return migrate(connection, sealer, migrations(), schema);
}

}  // namespace

Result<std::unique_ptr<Engine>> open_postgres(const DatabaseOptions& options,
                                              const Sealer& sealer) {
  const bool writes = options.mode == DatabaseOptions::Mode::write;
  {
    PostgresConnection connection(options.url);  // closed again, and the lock let go of
    if (auto fits = prepare(connection, sealer, writes ? Schema::apply : Schema::verify); !fits)
      return tl::make_unexpected(fits.error());
  }
  return std::make_unique<PostgresEngine>(options, sealer);
}

}  // namespace kindbank::store
