// SQLite as the engine: one writer thread, and as many connections that only read as threads ask
// for at once.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>

#include "store/backup.h"
#include "store/connection_transaction.h"
#include "store/engine.h"
#include "store/lock_file.h"
#include "store/migrate.h"
#include "store/migrations.h"
#include "store/sqlite_connection.h"
#include "store/writer.h"

namespace kindbank::store {
namespace {

constexpr std::string_view in_memory = ":memory:";

// What is written is people's: folders for the owner alone, and the file too. SQLite gives its side
// files the rights of the ledger.
Result<void> make_file(const std::string& path) {
  std::filesystem::path folder;
  for (const auto& part : std::filesystem::path(path).parent_path()) {
    folder /= part;
    if (!std::filesystem::exists(folder) && ::mkdir(folder.c_str(), 0700) != 0)
      return fail("the folder " + folder.string() + " cannot be made: " + std::strerror(errno));
  }
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return fail("the ledger " + path + " cannot be opened: " + std::strerror(errno));
  ::close(file);
  return {};
}

void set_up_writer(Connection& connection) {
  connection.run("PRAGMA page_size = 2048");  // heard before the first table only
  connection.run("PRAGMA journal_mode = WAL");
  connection.run("PRAGMA synchronous = FULL");
  connection.run("PRAGMA foreign_keys = ON");
  connection.run("PRAGMA secure_delete = ON");  // what is erased leaves no bytes behind
  // 4 MB of pages: who calls meanwhile waits for the checkpoint, and a longer one is no cheaper a
  // turn.
  connection.run("PRAGMA wal_autocheckpoint = 2048");
  // 6 MB. At a COMMIT after pages were shared out anew SQLite 3.40 goes through all that it holds:
  // more of them cost more than reading a page again from the system's cache.
  connection.run("PRAGMA cache_size = -6144");
  connection.run("PRAGMA temp_store = MEMORY");
}

// Empty and in this program's form. There are as many ledgers in memory as talks to rehearse, and
// the steps are gone through once for all of them.
void begin_in_newest_form(SqliteConnection& connection) {
  static std::mutex mutex;
  static const auto newest = [] {
    auto made =
        std::make_unique<SqliteConnection>(std::string(in_memory), Connection::Access::write, 0);
    set_up_writer(*made);
    if (auto fits = migrate(*made, Sealer{Key{}}, migrations(), Schema::apply); !fits)
      throw std::logic_error(fits.error().message);
    made->run("DELETE FROM bank_state WHERE name = 'key_check'");  // each has a key of its own
    return made;
  }();
  const std::lock_guard guard(mutex);
  newest->copy_to(connection);
}

class SqliteEngine : public Engine {
 public:
  SqliteEngine(std::string file, const Sealer& sealer, int busy_timeout_ms)
      : file_(std::move(file)), sealer_(sealer), busy_timeout_ms_(busy_timeout_ms) {}

  Result<void> open(DatabaseOptions::Mode mode, const std::vector<Migration>& steps);

  void write(const Work& work) override;
  void read(const Work& work) override;
  bool is_alive() const override { return writer_ && writer_->is_alive(); }
  DatabaseStats stats() const override { return counters_.read(); }

 private:
  std::unique_ptr<SqliteConnection> connect(Connection::Access access) const {
    auto connection = std::make_unique<SqliteConnection>(file_, access, busy_timeout_ms_);
    // There are as many that read as threads that ask, and each reads a few rows by an index.
    if (access == Connection::Access::read) connection->run("PRAGMA cache_size = -512");
    return connection;
  }
  std::unique_ptr<SqliteConnection> take_reader();
  void give_back(std::unique_ptr<SqliteConnection> reader);
  void read_with(std::unique_ptr<SqliteConnection> reader, const Work& work);

  const std::string file_;
  const Sealer& sealer_;
  const int busy_timeout_ms_;
  Counters counters_;
  std::atomic<bool> broken_{false};
  std::optional<LockFile> lock_;    // let go of last
  std::unique_ptr<Writer> writer_;  // none when read-only; closes after the readers

  std::mutex mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> readers_;  // idle ones, guarded by mutex_
};

Result<void> SqliteEngine::open(DatabaseOptions::Mode mode, const std::vector<Migration>& steps) {
  const bool memory = file_ == in_memory;
  const bool writes = memory || mode == DatabaseOptions::Mode::write;
  if (writes && !memory) {
    if (auto made = make_file(file_); !made) return made;
    auto lock = LockFile::take(file_ + ".lock");
    if (!lock) return tl::make_unexpected(lock.error());
    lock_ = std::move(*lock);
  }
  if (!writes && !std::filesystem::exists(file_)) return fail("there is no ledger at " + file_);

  const Schema schema = writes ? Schema::apply : Schema::verify;
  auto connection = connect(writes ? Connection::Access::write : Connection::Access::read);
  if (writes) set_up_writer(*connection);
  if (memory && &steps == &migrations()) begin_in_newest_form(*connection);
  bool changes = false;
  const auto keep = [&](int step) {
    changes = true;
    return copy_file_of(*connection, file_ + ".before-step-" + std::to_string(step));
  };
  if (auto fits = migrate(*connection, sealer_, steps, schema, keep); !fits) return fits;
  // What a step has erased the file itself forgets now.
  if (changes) connection->run("PRAGMA wal_checkpoint(TRUNCATE)");
  if (writes)
    writer_ = std::make_unique<Writer>(std::move(connection), sealer_, broken_, counters_);
  else
    readers_.push_back(std::move(connection));
  return {};
}

std::unique_ptr<SqliteConnection> SqliteEngine::take_reader() {
  {
    const std::lock_guard guard(mutex_);
    if (!readers_.empty()) {
      auto reader = std::move(readers_.back());
      readers_.pop_back();
      return reader;
    }
  }
  return connect(Connection::Access::read);
}

void SqliteEngine::give_back(std::unique_ptr<SqliteConnection> reader) {
  const std::lock_guard guard(mutex_);
  readers_.push_back(std::move(reader));
}

void SqliteEngine::read_with(std::unique_ptr<SqliteConnection> reader, const Work& work) {
  ConnectionTransaction transaction(*reader, sealer_, Transaction::Writers::alone);
  reader->begin(Connection::Access::read);
  try {
    work(transaction);
    transaction.end();
  } catch (const Broken&) {
    throw;
  } catch (...) {
    if (reader->in_transaction()) reader->roll_back();
    give_back(std::move(reader));
    throw;
  }
  reader->commit();
  give_back(std::move(reader));
}

void SqliteEngine::read(const Work& work) {
  if (broken_) throw Broken("the ledger cannot be trusted any more");
  if (file_ == in_memory) return writer_->run(work, Connection::Access::read);
  try {
    read_with(take_reader(), work);
  } catch (const Broken&) {
    broken_ = true;
    throw;
  }
}

void SqliteEngine::write(const Work& work) {
  if (!writer_) throw std::logic_error("a ledger opened to read was written to");
  writer_->run(work, Connection::Access::write);
}

}  // namespace

Result<std::unique_ptr<Engine>> open_sqlite(const DatabaseOptions& options, const Sealer& sealer,
                                            const std::vector<Migration>& steps) try {
  auto engine = std::make_unique<SqliteEngine>(options.url.substr(options.url.find(':') + 1),
                                               sealer, options.busy_timeout_ms);
  if (auto opened = engine->open(options.mode, steps); !opened)
    return tl::make_unexpected(opened.error());
  return engine;
} catch (const Busy&) {
  return fail("the ledger is held by another process, or its disk is full");
}

}  // namespace kindbank::store
