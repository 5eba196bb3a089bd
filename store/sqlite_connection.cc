#include "store/sqlite_connection.h"

#include <sqlite3.h>

#include <unordered_map>

#include "dialog/utf8.h"

namespace kindbank::store {
namespace {

constexpr std::size_t most_statements = 1000;  // more than the store's texts; a bound, not a plan

// Text that is not UTF-8 or holds NUL is repaired as adapters do, since PostgreSQL takes neither.
// What is bound stands until the statement has run.
int bind(sqlite3_stmt* statement, int place, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return sqlite3_bind_int64(statement, place, *number);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return sqlite3_bind_null(statement, place);
  const auto put = [&](const std::string& one, sqlite3_destructor_type stands) {
    return sqlite3_bind_text64(statement, place, one.data(), one.size(), stands, SQLITE_UTF8);
  };
  if (text->find('\0') == std::string::npos && is_utf8(*text)) return put(*text, SQLITE_STATIC);
  return put(repair_utf8(*text).text, SQLITE_TRANSIENT);
}

Value column_of(sqlite3_stmt* statement, int place, Column column) {
  if (sqlite3_column_type(statement, place) == SQLITE_NULL) return std::monostate{};
  if (column == Column::integer || column == Column::maybe_integer)
    return static_cast<std::int64_t>(sqlite3_column_int64(statement, place));
  const auto* text = sqlite3_column_text(statement, place);
  if (text == nullptr) throw std::bad_alloc();
  return std::string(reinterpret_cast<const char*>(text),
                     static_cast<std::size_t>(sqlite3_column_bytes(statement, place)));
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
  static const int once =
      sqlite3_config(SQLITE_CONFIG_MULTITHREAD) | sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);  // refused where this process used SQLite before; then it locks
}

}  // namespace

struct SqliteConnection::Impl {
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  // One left open would make COMMIT fail, and hold up the checkpoint.
  struct Reset {
    void operator()(sqlite3_stmt* statement) const { sqlite3_reset(statement); }
  };

  struct Close {
    void operator()(sqlite3* opened) const { sqlite3_close(opened); }
  };

  // The texts of two statements differ in their length or where they end, nearly always.
  struct HashOfText {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const {
      constexpr std::size_t end = 32;
      return std::hash<std::string_view>{}(sql.substr(sql.size() - std::min(sql.size(), end))) ^
             sql.size();
    }
  };

  sqlite3* handle() const { return database.get(); }

  // Prepared once a text.
  sqlite3_stmt* prepared(std::string_view sql);

  std::unique_ptr<sqlite3, Close> database;
  std::unordered_map<std::string, Statement, HashOfText, std::equal_to<>> statements;  // go first
  Access access = Access::write;
};

sqlite3_stmt* SqliteConnection::Impl::prepared(std::string_view sql) {
  if (const auto found = statements.find(sql); found != statements.end())
    return found->second.get();
  if (statements.size() >= most_statements) statements.clear();
  sqlite3_stmt* fresh = nullptr;
  const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &fresh, nullptr);
  Statement statement(fresh);
  if (code != SQLITE_OK) throw_for(code, sqlite3_errmsg(handle()));
  if (!statement) throw std::logic_error("a statement without words was run");
  return statements.emplace(sql, std::move(statement)).first->second.get();
}

SqliteConnection::SqliteConnection(const std::string& file, Access access, int busy_timeout_ms)
    : impl_(std::make_unique<Impl>()) {
  need_no_locks();
  const int flags = file == ":memory:"       ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY
                    : access == Access::read ? SQLITE_OPEN_READONLY
                                             : SQLITE_OPEN_READWRITE;
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
  impl_->database.reset(opened);  // there to be closed even where it could not be opened
  if (code != SQLITE_OK) throw_for(code, "it cannot be opened");
  impl_->access = access;
  sqlite3_busy_timeout(impl_->handle(), busy_timeout_ms);
}

SqliteConnection::~SqliteConnection() = default;

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(impl_->handle()) == 0;
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
  auto* copy = sqlite3_backup_init(other.impl_->handle(), "main", impl_->handle(), "main");
  if (copy != nullptr) sqlite3_backup_step(copy, -1);  // what fails stays to be told
  if (const int code = sqlite3_backup_finish(copy); copy == nullptr || code != SQLITE_OK)
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
  auto* statement = impl_->prepared(sql);
  if (impl_->access == Access::read && sqlite3_stmt_readonly(statement) == 0)
    throw std::logic_error("a statement that writes was run where one only reads");
  const std::unique_ptr<sqlite3_stmt, Impl::Reset> open(statement);
  const auto require = [&](int code) {
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
      throw_for(code, sqlite3_errmsg(impl_->handle()));
  };
  for (std::size_t i = 0; i < values.size(); ++i)
    require(bind(statement, static_cast<int>(i) + 1, values[i]));
  std::vector<Values> rows;
  int code = sqlite3_step(statement);
  // Rows that nobody asked for, as a pragma may give them, are not fetched.
  for (; code == SQLITE_ROW && !columns.empty(); code = sqlite3_step(statement)) {
    auto& row = rows.emplace_back();
    row.reserve(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
      row.push_back(column_of(statement, static_cast<int>(i), columns[i]));
  }
  require(code);
  return rows;
}

std::int64_t SqliteConnection::run(std::string_view sql, const Values& values) {
  fetch(sql, values, {});
  return sqlite3_changes(impl_->handle());
}

}  // namespace kindbank::store
