#include "store/sqlite_connection.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/statements.h"

namespace kindbank::store {
namespace {

// A URI, so that "mode=ro" can be asked for and no byte of a path means anything to SOCI.
std::string connect_string(const std::string& file, Connection::Access access) {
  if (file == ":memory:") return "db=:memory:";
  std::string uri = "db=file:";
  for (const char c : file) {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '/' || c == '.' || c == '-' ||
        c == '_') {
      uri += c;
    } else {
      constexpr char digits[] = "0123456789ABCDEF";
      uri += '%';
      uri += digits[static_cast<unsigned char>(c) >> 4];
      uri += digits[static_cast<unsigned char>(c) & 15];
    }
  }
  return uri + (access == Connection::Access::read ? "?mode=ro" : "?mode=rw");
}

[[noreturn]] void throw_for(int code, const std::string& message) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      throw Busy("the ledger is locked by another process");
    case SQLITE_FULL:
      throw Busy("the disk that holds the ledger is full");
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      throw Broken("the ledger cannot be trusted any more: " + message);
    default:
      throw std::runtime_error("the ledger refused a statement: " + message);
  }
}

// A connection is one thread's at a time, and nobody asks how much memory SQLite holds: without
// these two it locks a mutex some hundred times in a turn. Heard before the first connection only.
void need_no_locks() {
  static const int once = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) |
                          sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);  // refused where this process used SQLite before; then it locks
}

}  // namespace

struct SqliteConnection::Impl {
  explicit Impl(const std::string& connect)
      : session(soci::sqlite3, connect), statements(session) {}

  sqlite_api::sqlite3* handle() {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  }

  soci::session session;
  Statements statements;  // go before their session
  Access access = Access::write;
};

SqliteConnection::SqliteConnection(const std::string& file, Access access, int busy_timeout_ms) {
  need_no_locks();
  try {
    impl_ = std::make_unique<Impl>(connect_string(file, access));
  } catch (const soci::sqlite3_soci_error& error) {
    throw_for(error.result(), "it cannot be opened");
  } catch (const soci::soci_error&) {
    throw Broken("the ledger cannot be opened");
  }
  impl_->access = access;
  sqlite_api::sqlite3_busy_timeout(impl_->handle(), busy_timeout_ms);
}

SqliteConnection::~SqliteConnection() = default;

bool SqliteConnection::in_transaction() const {
  return sqlite_api::sqlite3_get_autocommit(impl_->handle()) == 0;
}

// A key of the type INTEGER is where SQLite keeps the row itself; one of any other type has an
// index of its own, which every new row would be written to, too. On PostgreSQL INTEGER has 32
// bits.
std::string SqliteConnection::defined(std::string_view sql) const {
  constexpr std::string_view key = "BIGINT NOT NULL PRIMARY KEY";
  std::string own(sql);
  if (const auto at = own.find(key); at != std::string::npos)
    own.replace(at, key.size(), "INTEGER NOT NULL PRIMARY KEY");
  return own;
}

std::vector<std::string> SqliteConnection::kept_for_good(std::string_view table) const {
  std::vector<std::string> triggers;
  for (const std::string change : {"UPDATE", "DELETE"})
    triggers.push_back("CREATE TRIGGER " + std::string(table) + "_no_" + change + " BEFORE " +
                       change + " ON " + std::string(table) +
                       " BEGIN SELECT RAISE(ABORT, 'its rows are kept for good'); END");
  return triggers;
}

void SqliteConnection::copy_to(SqliteConnection& other) {
  auto* copy =
      sqlite_api::sqlite3_backup_init(other.impl_->handle(), "main", impl_->handle(), "main");
  if (copy != nullptr) sqlite_api::sqlite3_backup_step(copy, -1);  // what fails stays to be told
  if (const int code = sqlite_api::sqlite3_backup_finish(copy);
      copy == nullptr || code != SQLITE_OK)
    throw_for(code, "it cannot be copied");
}

void SqliteConnection::allow(Access access) { impl_->access = access; }

void SqliteConnection::begin(Access access) {
  run(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

void SqliteConnection::commit() { run("COMMIT"); }

void SqliteConnection::roll_back() { run("ROLLBACK"); }

std::vector<Values> SqliteConnection::fetch(std::string_view sql, const Values& values,
                                            const std::vector<Column>& columns) {
  // SOCI's own message quotes the parameters, so it goes no further.
  const auto rethrow = [&](int code) {
    const std::string message = sqlite_api::sqlite3_errmsg(impl_->handle());
    impl_->statements.forget(sql, values, columns);
    throw_for(code, message);
  };
  std::vector<Values> rows;
  try {
    auto& statement = impl_->statements.prepared(sql, values, columns);
    auto* handle =
        static_cast<soci::sqlite3_statement_backend&>(Statements::backend_of(statement)).stmt_;
    if (impl_->access == Access::read && !sqlite_api::sqlite3_stmt_readonly(handle))
      throw std::logic_error("a statement that writes was run where one only reads");
    rows = Statements::execute(statement, values, columns);
    if (columns.empty()) sqlite_api::sqlite3_reset(handle);  // a pragma may give rows
  } catch (const soci::sqlite3_soci_error& error) {
    rethrow(error.result());
  } catch (const soci::soci_error&) {
    rethrow(sqlite_api::sqlite3_errcode(impl_->handle()));
  }
  return rows;
}

std::int64_t SqliteConnection::run(std::string_view sql, const Values& values) {
  fetch(sql, values, {});
  return sqlite_api::sqlite3_changes(impl_->handle());
}

}  // namespace kindbank::store
