// The one thing that threads share. `transact` runs a function in a transaction and returns once
// what it wrote is durable; `read` runs one that sees a single moment and may not write. Behind it
// is SQLite, written to by one thread of this process, or a PostgreSQL server that several
// processes write to; a query is one text that both speak.
//
// A function handed to `transact` has no other side effect, and what it needs of time and chance
// are its arguments, so it may run twice. What it throws rolls everything back and comes out of
// transact; so does the first statement that failed in it, whatever the function made of that.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "dialog/time.h"
#include "store/histogram.h"
#include "store/ids.h"
#include "store/seal.h"

namespace kindbank::store {

// The ledger cannot take this now: locked, full, out of reach. Nothing was written; only where a
// PostgreSQL server goes in the moment of COMMIT can nobody tell. Try again later.
struct Busy : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The ledger cannot be trusted any more: I/O error, corruption. Stop acknowledging and exit.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Value = std::variant<std::monostate, std::int64_t, std::string>;  // monostate: NULL
using Values = std::vector<Value>;

// A Value from what our structs hold.
inline Value value(std::int64_t number) { return number; }
inline Value value(std::string text) { return text; }
inline Value value(Time time) { return to_millis(time); }
inline Value value(const Sealed& sealed) { return sealed.text; }
inline Value value(std::nullopt_t) { return std::monostate{}; }
template <class T>
Value value(const std::optional<T>& maybe) {
  return maybe ? value(*maybe) : Value{std::monostate{}};
}

enum class Column { integer, text, maybe_integer, maybe_text };

class Transaction {
 public:
  virtual ~Transaction() = default;

  // Runs a statement that gives no rows; returns how many rows it changed. Parameters are written
  // :a, :b, :c ... in the order of `values`, each used once.
  virtual std::int64_t run(std::string_view sql, const Values& values = {}) = 0;
  // How many rows it has changed so far: what was read since then is still so.
  virtual std::int64_t changes() const = 0;

  // Every row, fetched to the end. Columns are std::int64_t, std::string or std::optional of
  // either. A NULL in a column that is not optional throws std::logic_error.
  template <class... Columns>
  std::vector<std::tuple<Columns...>> rows(std::string_view sql, const Values& values = {});

  template <class... Columns>
  std::optional<std::tuple<Columns...>> row(std::string_view sql, const Values& values = {});

  virtual const Sealer& sealer() const = 0;

  // Whether others may write while this transaction does, so that what it reads to change must be
  // locked first (locks.h).
  enum class Writers { alone, several };
  virtual Writers writers() const = 0;

  // For columns that are known only when it runs.
  virtual std::vector<Values> fetch(std::string_view sql, const Values& values,
                                    const std::vector<Column>& columns) = 0;
};

struct DatabaseOptions {
  // "sqlite:var/kindbank.db"; "sqlite::memory:" is a private one; "postgresql://user@host/db"
  std::string url;
  Key key{};
  int busy_timeout_ms = 2000;  // how long another process may hold the file of SQLite
  int connections = 16;        // to PostgreSQL, at most
  enum class Mode { write, read_only } mode = Mode::write;
};

// What the writers have done since the start.
struct DatabaseStats {
  std::uint64_t turns = 0;    // run to their end, kept or not
  std::uint64_t commits = 0;  // each of one turn or many
  std::uint64_t again = 0;    // turns run once more: another stood in their way, or failed
  Histogram turn_micros;      // of the engine's time for a turn, without its share of the commit
};

class Engine;

class Database {
 public:
  // Of a file, takes `<file>.lock` (unless read-only or in memory). Applies the migrations that are
  // missing. Fails with one sentence where the ledger is held by another process, cannot be
  // reached, is newer than this program, or was sealed with another key.
  static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Whatever fn returns, once it is durable. Throws Busy, Broken, or what fn threw; and
  // std::logic_error inside another transaction of the same ledger.
  template <class Fn>
  auto transact(Fn fn) -> decltype(fn(std::declval<Transaction&>()));
  template <class Fn>
  auto read(Fn fn) -> decltype(fn(std::declval<Transaction&>()));

  // Whether something was committed lately; there is a heartbeat when nothing else is.
  bool writer_is_alive() const;
  DatabaseStats stats() const;
  const Sealer& sealer() const;

 private:
  explicit Database(const Key& key);

  void run_write(const std::function<void(Transaction&)>& work);
  void run_read(const std::function<void(Transaction&)>& work);

  const Sealer sealer_;
  std::unique_ptr<Engine> engine_;
};

// ---- templates
// -------------------------------------------------------------------------------------

namespace detail {

template <class T>
constexpr Column column_of() {
  if constexpr (std::is_same_v<T, std::int64_t>) return Column::integer;
  if constexpr (std::is_same_v<T, std::string>) return Column::text;
  if constexpr (std::is_same_v<T, std::optional<std::int64_t>>) return Column::maybe_integer;
  if constexpr (std::is_same_v<T, std::optional<std::string>>) return Column::maybe_text;
}

template <class T>
T column_value(Value&& value) {
  if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, std::string>) {
    if (auto* found = std::get_if<T>(&value)) return std::move(*found);
    throw std::logic_error("a column that may not be NULL is NULL");
  } else {
    if (auto* found = std::get_if<typename T::value_type>(&value)) return std::move(*found);
    return std::nullopt;
  }
}

template <class... Columns, std::size_t... I>
std::tuple<Columns...> to_tuple(Values&& row, std::index_sequence<I...>) {
  return {column_value<Columns>(std::move(row[I]))...};
}

}  // namespace detail

template <class... Columns>
std::vector<std::tuple<Columns...>> Transaction::rows(std::string_view sql, const Values& values) {
  std::vector<std::tuple<Columns...>> result;
  for (auto& row : fetch(sql, values, {detail::column_of<Columns>()...}))
    result.push_back(
        detail::to_tuple<Columns...>(std::move(row), std::index_sequence_for<Columns...>{}));
  return result;
}

template <class... Columns>
std::optional<std::tuple<Columns...>> Transaction::row(std::string_view sql, const Values& values) {
  auto all = rows<Columns...>(sql, values);
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

template <class Fn>
auto Database::transact(Fn fn) -> decltype(fn(std::declval<Transaction&>())) {
  using R = decltype(fn(std::declval<Transaction&>()));
  if constexpr (std::is_void_v<R>) {
    run_write([&](Transaction& tx) { fn(tx); });
  } else {
    std::optional<R> result;
    run_write([&](Transaction& tx) { result.emplace(fn(tx)); });
    return std::move(*result);
  }
}

template <class Fn>
auto Database::read(Fn fn) -> decltype(fn(std::declval<Transaction&>())) {
  using R = decltype(fn(std::declval<Transaction&>()));
  if constexpr (std::is_void_v<R>) {
    run_read([&](Transaction& tx) { fn(tx); });
  } else {
    std::optional<R> result;
    run_read([&](Transaction& tx) { result.emplace(fn(tx)); });
    return std::move(*result);
  }
}

}  // namespace kindbank::store
