// One connection to SQLite through SOCI: statements are prepared once a text, bound to members that
// do not move, and always fetched to the end, for a statement left open makes COMMIT fail and holds
// up the checkpoint. Nobody else touches a statement. A connection belongs to one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

class Connection {
 public:
  enum class Access { write, read };

  // `file` is a path or ":memory:". Throws Busy or Broken like everything below; what is neither (a
  // wrong statement, a broken constraint) is a std::runtime_error.
  Connection(const std::string& file, Access access, int busy_timeout_ms);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  std::int64_t run(std::string_view sql, const Values& values = {});
  std::vector<Values> fetch(std::string_view sql, const Values& values,
                            const std::vector<Column>& columns);
  bool in_transaction() const;
  // What was changed cannot be kept: from here on statements that write are refused, or not.
  void allow(Access access);

 private:
  struct Prepared;
  struct Impl;

  Prepared& prepared(std::string_view sql, const Values& values,
                     const std::vector<Column>& columns);
  [[noreturn]] void rethrow(int code, const std::string& key);

  std::unique_ptr<Impl> impl_;
};

}  // namespace kindbank::store
