#include "store/database.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>

#include "store/connection.h"
#include "store/counters.h"
#include "store/lock_file.h"
#include "store/migrate.h"
#include "store/migrations.h"
#include "store/writer.h"

namespace kindbank::store {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";
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
  connection.run("PRAGMA secure_delete = ON");          // what is erased leaves no bytes behind
  connection.run("PRAGMA wal_autocheckpoint = 20480");  // 40 MB of pages
  connection.run("PRAGMA cache_size = -65536");
  connection.run("PRAGMA temp_store = MEMORY");
}

// A known word, sealed when the ledger is made, tells a wrong key at once.
Result<void> check_key(Connection& connection, const Sealer& sealer, Schema schema) {
  constexpr std::string_view word = "kindbank";
  const auto rows =
      connection.fetch("SELECT value FROM bank_state WHERE name = 'key_check'", {}, {Column::text});
  if (rows.empty() && schema == Schema::apply) {
    connection.run("INSERT INTO bank_state (name, value) VALUES ('key_check', :a)",
                   {sealer.seal(word).text});
    return {};
  }
  try {
    if (!rows.empty() && sealer.open({std::get<std::string>(rows.front().front())}) == word)
      return {};
  } catch (const std::runtime_error&) {
  }
  return fail("the ledger was sealed with another key");
}

}  // namespace

struct Database::Impl {
  Impl(const DatabaseOptions& wanted, std::string path)
      : options(wanted), file(std::move(path)), sealer(wanted.key) {}

  void run_read(const std::function<void(Transaction&)>& work);
  std::unique_ptr<Connection> take_reader();

  const DatabaseOptions options;
  const std::string file;
  const Sealer sealer;
  std::atomic<bool> broken{false};
  Counters counters;
  std::optional<LockFile> lock;    // let go of last
  std::unique_ptr<Writer> writer;  // none when read-only; closes after the readers

  std::mutex mutex;
  std::vector<std::unique_ptr<Connection>> readers;  // idle ones, guarded by mutex
};

std::unique_ptr<Connection> Database::Impl::take_reader() {
  {
    const std::lock_guard guard(mutex);
    if (!readers.empty()) {
      auto reader = std::move(readers.back());
      readers.pop_back();
      return reader;
    }
  }
  return std::make_unique<Connection>(file, Connection::Access::read, options.busy_timeout_ms);
}

void Database::Impl::run_read(const std::function<void(Transaction&)>& work) {
  if (broken) throw Broken("the ledger cannot be trusted any more");
  if (file == in_memory) return writer->run(work, Connection::Access::read);
  try {
    auto reader = take_reader();
    ConnectionTransaction transaction(*reader, sealer);
    reader->run("BEGIN");
    try {
      work(transaction);
    } catch (const Broken&) {
      throw;
    } catch (...) {
      if (reader->in_transaction()) reader->run("ROLLBACK");
      const std::lock_guard guard(mutex);
      readers.push_back(std::move(reader));
      throw;
    }
    reader->run("COMMIT");
    const std::lock_guard guard(mutex);
    readers.push_back(std::move(reader));
  } catch (const Broken&) {
    broken = true;
    throw;
  }
}

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) try {
  if (!options.url.starts_with(sqlite_scheme) || options.url.size() == sqlite_scheme.size())
    return fail("store.url must be sqlite:<file>; this build speaks to no other store");
  auto impl = std::make_unique<Impl>(options, options.url.substr(sqlite_scheme.size()));
  const bool memory = impl->file == in_memory;
  const bool writes = memory || options.mode == DatabaseOptions::Mode::write;

  if (writes && !memory) {
    if (auto made = make_file(impl->file); !made) return tl::make_unexpected(made.error());
    auto lock = LockFile::take(impl->file + ".lock");
    if (!lock) return tl::make_unexpected(lock.error());
    impl->lock = std::move(*lock);
  }
  if (!writes && !std::filesystem::exists(impl->file))
    return fail("there is no ledger at " + impl->file);

  const Schema schema = writes ? Schema::apply : Schema::verify;
  auto connection = std::make_unique<Connection>(
      impl->file, writes ? Connection::Access::write : Connection::Access::read,
      options.busy_timeout_ms);
  if (writes) set_up_writer(*connection);
  if (auto fits = migrate(*connection, migrations(), schema); !fits)
    return tl::make_unexpected(fits.error());
  if (auto fits = check_key(*connection, impl->sealer, schema); !fits)
    return tl::make_unexpected(fits.error());

  if (writes)
    impl->writer =
        std::make_unique<Writer>(std::move(connection), impl->sealer, impl->broken, impl->counters);
  else
    impl->readers.push_back(std::move(connection));
  return std::unique_ptr<Database>(new Database(std::move(impl)));
} catch (const Busy&) {
  return fail("the ledger is held by another process, or its disk is full");
} catch (const std::runtime_error& error) {
  return fail(error.what());
}

void Database::run_write(const std::function<void(Transaction&)>& work) {
  if (!impl_->writer) throw std::logic_error("a ledger opened to read was written to");
  impl_->writer->run(work, Connection::Access::write);
}

void Database::run_read(const std::function<void(Transaction&)>& work) { impl_->run_read(work); }

bool Database::writer_is_alive() const { return impl_->writer && impl_->writer->is_alive(); }

DatabaseStats Database::stats() const { return impl_->counters.read(); }

const Sealer& Database::sealer() const { return impl_->sealer; }

}  // namespace kindbank::store
