#include "store/connection.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <deque>
#include <unordered_map>

namespace kindbank::store {
namespace {

constexpr std::size_t most_statements = 1000;  // more than the store's texts; a bound, not a plan

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

// A place for one parameter or one column; SOCI keeps its address.
struct Slot {
  long long number = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;
};

void put(Slot& slot, const Value& value) {
  slot.indicator = std::holds_alternative<std::monostate>(value) ? soci::i_null : soci::i_ok;
  if (auto* number = std::get_if<std::int64_t>(&value)) slot.number = *number;
  if (auto* text = std::get_if<std::string>(&value)) slot.text = *text;
}

Value take(const Slot& slot, Column column) {
  if (slot.indicator == soci::i_null) return std::monostate{};
  if (column == Column::integer || column == Column::maybe_integer)
    return static_cast<std::int64_t>(slot.number);
  return slot.text;
}

// The same text may be bound to NULL in one call and to a number in the next, and a bound type
// cannot change: the types are part of the name that a statement is kept under.
std::string key_of(std::string_view sql, const Values& values, const std::vector<Column>& columns) {
  std::string key;
  key.reserve(sql.size() + values.size() + columns.size() + 1);
  for (const auto& value : values) key += static_cast<char>('0' + value.index());
  key += '/';
  for (const auto column : columns) key += static_cast<char>('0' + static_cast<int>(column));
  key += sql;
  return key;
}

}  // namespace

struct Connection::Prepared {
  explicit Prepared(soci::session& session) : statement(session) {}

  std::string key;
  std::deque<Slot> uses;
  std::deque<Slot> intos;
  soci::statement statement;
};

struct Connection::Impl {
  explicit Impl(const std::string& connect) : session(soci::sqlite3, connect) {}

  sqlite_api::sqlite3* handle() const {
    return static_cast<soci::sqlite3_session_backend*>(
               const_cast<soci::session&>(session).get_backend())
        ->conn_;
  }

  soci::session session;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> statements;
  Access access = Access::write;
};

Connection::Connection(const std::string& file, Access access, int busy_timeout_ms) {
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

Connection::~Connection() = default;

bool Connection::in_transaction() const {
  return sqlite_api::sqlite3_get_autocommit(impl_->handle()) == 0;
}

void Connection::allow(Access access) { impl_->access = access; }

// SOCI's own message quotes the parameters, so it goes no further.
void Connection::rethrow(int code, const std::string& key) {
  const std::string message = sqlite_api::sqlite3_errmsg(impl_->handle());
  impl_->statements.erase(key);
  throw_for(code, message);
}

Connection::Prepared& Connection::prepared(std::string_view sql, const Values& values,
                                           const std::vector<Column>& columns) {
  auto& statements = impl_->statements;
  std::string key = key_of(sql, values, columns);
  if (auto found = statements.find(key); found != statements.end()) return *found->second;
  if (statements.size() >= most_statements) statements.clear();

  auto fresh = std::make_unique<Prepared>(impl_->session);
  fresh->key = key;
  for (const auto& value : values) {
    Slot& slot = fresh->uses.emplace_back();
    if (std::holds_alternative<std::int64_t>(value))
      fresh->statement.exchange(soci::use(slot.number, slot.indicator));
    else
      fresh->statement.exchange(soci::use(slot.text, slot.indicator));
  }
  for (const auto column : columns) {
    Slot& slot = fresh->intos.emplace_back();
    if (column == Column::integer || column == Column::maybe_integer)
      fresh->statement.exchange(soci::into(slot.number, slot.indicator));
    else
      fresh->statement.exchange(soci::into(slot.text, slot.indicator));
  }
  fresh->statement.alloc();
  fresh->statement.prepare(std::string(sql));
  fresh->statement.define_and_bind();
  return *(statements[key] = std::move(fresh));
}

std::vector<Values> Connection::fetch(std::string_view sql, const Values& values,
                                      const std::vector<Column>& columns) {
  std::vector<Values> rows;
  std::string key;
  try {
    Prepared& found = prepared(sql, values, columns);
    key = found.key;
    auto* backend = static_cast<soci::sqlite3_statement_backend*>(found.statement.get_backend());
    if (impl_->access == Access::read && !sqlite_api::sqlite3_stmt_readonly(backend->stmt_))
      throw std::logic_error("a statement that writes was run where one only reads");
    for (std::size_t i = 0; i < values.size(); ++i) put(found.uses[i], values[i]);
    for (bool more = found.statement.execute(true); more; more = found.statement.fetch()) {
      Values row;
      row.reserve(columns.size());
      for (std::size_t i = 0; i < columns.size(); ++i)
        row.push_back(take(found.intos[i], columns[i]));
      rows.push_back(std::move(row));
      if (columns.empty()) break;
    }
    // A pragma may give rows that nobody asked for; SOCI does not fetch them.
    if (columns.empty()) sqlite_api::sqlite3_reset(backend->stmt_);
  } catch (const soci::sqlite3_soci_error& error) {
    rethrow(error.result(), key);
  } catch (const soci::soci_error&) {
    rethrow(sqlite_api::sqlite3_errcode(impl_->handle()), key);
  }
  return rows;
}

std::int64_t Connection::run(std::string_view sql, const Values& values) {
  fetch(sql, values, {});
  return sqlite_api::sqlite3_changes(impl_->handle());
}

}  // namespace kindbank::store
