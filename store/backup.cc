#include "store/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/copy.h"
#include "store/sqlite_connection.h"

namespace kindbank::store {
namespace {

namespace fs = std::filesystem;

constexpr int patience_ms = 2000;

// A file and what SQLite and the lock leave beside it.
void remove_all_of(const std::string& file) {
  std::error_code ignored;
  for (const auto* end : {"", "-wal", "-shm", "-journal", ".lock"}) fs::remove(file + end, ignored);
}

// A name is durable only once its folder is.
Result<void> sync(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const std::string why = std::strerror(errno);
  if (file >= 0) ::close(file);
  if (!synced) return fail(path + " cannot be forced to the disk: " + why);
  return {};
}

Result<void> give_name(const std::string& partial, const std::string& file) {
  if (auto synced = sync(partial, O_RDONLY); !synced) return synced;
  std::error_code failed;
  fs::rename(partial, file, failed);
  if (failed) return fail(file + " cannot be written: " + failed.message());
  auto folder = fs::path(file).parent_path();
  if (folder.empty()) folder = ".";
  return sync(folder.string(), O_RDONLY | O_DIRECTORY);
}

// Leaves one plain file with nothing beside it.
Result<void> check_file(const std::string& file) {
  SqliteConnection connection(file, Connection::Access::write, patience_ms);
  connection.run("PRAGMA journal_mode = DELETE");
  const auto wrong = [&](const char* sql) {
    return std::get<std::int64_t>(connection.fetch(sql, {}, {Column::integer}).at(0).at(0)) != 0;
  };
  if (wrong("SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'") ||
      wrong("SELECT COUNT(*) FROM pragma_foreign_key_check"))
    return fail("the copy " + file + " is not whole");
  return {};
}

DatabaseOptions file_options(const std::string& file, const Key& key) {
  DatabaseOptions options;
  options.url = "sqlite:" + file;
  options.key = key;
  return options;
}

Result<void> make_copy(Database& from, const Key& key, const std::string& partial) {
  {
    const auto to = Database::open(file_options(partial, key));
    if (!to) return tl::make_unexpected(to.error());
    if (auto copied = copy_ledger(from, **to); !copied) return copied;
  }
  return check_file(partial);
}

// For the owner alone, from the first byte on.
Result<void> make_private(const std::string& file) {
  const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0) return fail(file + " cannot be written: " + std::strerror(errno));
  ::close(made);
  return {};
}

Result<void> make_scratch(const std::string& backup, const std::string& scratch) {
  std::error_code failed;
  fs::create_directories(fs::path(scratch).parent_path(), failed);
  if (auto made = make_private(scratch); !made) return made;
  fs::copy_file(backup, scratch, fs::copy_options::overwrite_existing, failed);
  if (failed) return fail("the backup " + backup + " cannot be read: " + failed.message());
  return check_file(scratch);
}

// What SQLite left beside a ledger that was moved away would be taken for the new one's.
Result<void> make_way(const std::string& file) {
  std::error_code ignored;
  for (const auto* end : {"", "-wal", "-journal"})
    if (fs::exists(file + end) && (*end == '\0' || fs::file_size(file + end) > 0))
      return fail("there is a ledger at " + file + end + " already; move it away first");
  for (const auto* end : {"-wal", "-shm", "-journal"}) fs::remove(file + end, ignored);
  return {};
}

Result<void> copy_into(const DatabaseOptions& into, Database& from) {
  const auto target = Database::open(into);
  if (!target) return tl::make_unexpected(target.error());
  return copy_ledger(from, **target);
}

std::string file_of(const DatabaseOptions& options) {
  constexpr std::string_view scheme = "sqlite:";
  return options.url.starts_with(scheme) ? options.url.substr(scheme.size()) : "";
}

}  // namespace

Result<void> back_up(Database& from, const Key& key, const std::string& file) try {
  if (fs::exists(file)) return fail("there is a file at " + file + " already");
  const auto partial = file + ".partial";
  remove_all_of(partial);
  auto made = make_copy(from, key, partial);
  if (made) made = give_name(partial, file);
  remove_all_of(partial);
  return made;
} catch (const std::runtime_error& error) {
  remove_all_of(file + ".partial");
  return fail(error.what());
}

Result<void> restore(const std::string& backup, const DatabaseOptions& into,
                     const std::string& scratch, const std::function<void(Database&)>& amend) try {
  const auto file = file_of(into);
  if (!fs::exists(backup)) return fail("there is no backup at " + backup);
  if (!file.empty())
    if (auto free = make_way(file); !free) return free;
  if (fs::exists(scratch)) return fail("there is a file at " + scratch + " already");
  auto restored = make_scratch(backup, scratch);
  if (restored) {
    const auto database = Database::open(file_options(scratch, into.key));
    if (!database) {
      restored = tl::make_unexpected(database.error());
    } else {
      amend(**database);
      if (file.empty()) restored = copy_into(into, **database);
    }
  }
  if (restored) restored = check_file(scratch);
  if (restored && !file.empty()) restored = give_name(scratch, file);
  remove_all_of(scratch);
  return restored;
} catch (const std::runtime_error& error) {
  remove_all_of(scratch);
  return fail(error.what());
}

Result<void> copy_file_of(Connection& connection, const std::string& copy) {
  const auto partial = copy + ".partial";
  remove_all_of(partial);
  if (auto made = make_private(partial); !made) return made;
  connection.run("VACUUM INTO :a", {partial});
  auto checked = check_file(partial);
  if (checked) checked = give_name(partial, copy);
  remove_all_of(partial);
  return checked;
}

}  // namespace kindbank::store
