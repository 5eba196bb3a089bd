// One connection to the engine that holds the ledger: SQLite's (sqlite_connection.h) or
// PostgreSQL's (postgres_connection.h). Every statement is fetched to its end and nobody else
// touches one. A connection belongs to one thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

// Another transaction stood in the way of this one; the same again may well succeed.
struct Conflict : Busy {
  using Busy::Busy;
};

class Connection {
 public:
  enum class Access { write, read };

  virtual ~Connection() = default;

  // All throw Conflict, Busy and Broken; std::logic_error where a statement writes that may only
  // read; and for what is none of these (a wrong statement, a broken constraint) a
  // std::runtime_error that quotes no parameter.
  virtual std::int64_t run(std::string_view sql, const Values& values) = 0;
  std::int64_t run(std::string_view sql) { return run(sql, {}); }
  virtual std::vector<Values> fetch(std::string_view sql, const Values& values,
                                    const std::vector<Column>& columns) = 0;

  // The definition of a table in the words that serve this engine best.
  virtual std::string defined(std::string_view sql) const { return std::string(sql); }

  // What has this engine refuse every statement that would change or delete a row of the table.
  virtual std::vector<std::string> kept_for_good(std::string_view table) const = 0;

  // What a reader sees does not change before it ends.
  virtual void begin(Access access) = 0;
  // Throws where nothing was kept.
  virtual void commit() = 0;
  virtual void roll_back() = 0;
  virtual bool in_transaction() const = 0;
};

}  // namespace kindbank::store
