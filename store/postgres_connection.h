// A connection to a PostgreSQL server through SOCI, by an URL as libpq reads it:
// postgresql://user@host/database, or postgresql:///database?host=/folder/of/the/socket.
#pragma once

#include <memory>
#include <string>

#include "store/connection.h"

namespace kindbank::store {

class PostgresConnection : public Connection {
 public:
  // Throws Busy, with what the server said, where it cannot be reached.
  explicit PostgresConnection(const std::string& url);
  ~PostgresConnection() override;

  using Connection::run;
  std::int64_t run(std::string_view sql, const Values& values) override;
  std::vector<Values> fetch(std::string_view sql, const Values& values,
                            const std::vector<Column>& columns) override;
  std::vector<std::string> kept_for_good(std::string_view table) const override;
  void begin(Access access) override;
  void commit() override;
  void roll_back() override;
  bool in_transaction() const override;

  // False once the server has gone; then it is of no more use.
  bool is_usable() const;

 private:
  struct Impl;

  std::unique_ptr<Impl> impl_;
};

}  // namespace kindbank::store
