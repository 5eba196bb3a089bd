// A connection to a SQLite file, through SQLite's own interface: a layer between costs a tenth of a
// turn. Statements are prepared once a text and always fetched to the end.
#pragma once

#include <memory>
#include <string>

#include "store/connection.h"

namespace kindbank::store {

class SqliteConnection : public Connection {
 public:
  // `file` is a path or ":memory:". To read makes it a connection that cannot write.
  SqliteConnection(const std::string& file, Access access, int busy_timeout_ms);
  ~SqliteConnection() override;

  using Connection::run;
  std::int64_t run(std::string_view sql, const Values& values) override;
  std::vector<Values> fetch(std::string_view sql, const Values& values,
                            const std::vector<Column>& columns) override;
  std::string defined(std::string_view sql) const override;
  std::vector<std::string> kept_for_good(std::string_view table) const override;
  void begin(Access access) override;
  void commit() override;
  void roll_back() override;
  bool in_transaction() const override;

  // All that this one holds in place of all that the other does.
  void copy_to(SqliteConnection& other);

  // From here on statements that write are refused, or not.
  void allow(Access access);

 private:
  struct Impl;

  std::unique_ptr<Impl> impl_;
};

}  // namespace kindbank::store
