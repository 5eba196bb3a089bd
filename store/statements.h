// The statements of one SOCI session: prepared once a text, bound to members that do not move, and
// always fetched to the end, for a statement left open makes COMMIT fail and holds up SQLite's
// checkpoint. What SOCI throws comes through; each engine's connection knows what it means.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/database.h"

namespace soci {
class session;
namespace details {
class statement_backend;
}
}  // namespace soci

namespace kindbank::store {

class Statements {
 public:
  struct Prepared;

  explicit Statements(soci::session& session);  // borrowed
  ~Statements();
  Statements(const Statements&) = delete;
  Statements& operator=(const Statements&) = delete;

  // Stands until it is forgotten.
  Prepared& prepared(std::string_view sql, const Values& values,
                     const std::vector<Column>& columns);
  // Text that is not UTF-8 or holds NUL is repaired as adapters do, since PostgreSQL takes neither.
  static std::vector<Values> execute(Prepared& statement, const Values& values,
                                     const std::vector<Column>& columns);
  static soci::details::statement_backend& backend_of(Prepared& statement);
  static std::int64_t changed_rows(Prepared& statement);
  void forget(std::string_view sql, const Values& values, const std::vector<Column>& columns);

 private:
  soci::session& session_;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> statements_;
};

}  // namespace kindbank::store
