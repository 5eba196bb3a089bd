// The statements of one SOCI session: prepared once a text, bound to members that do not move, and
// always fetched to the end. What SOCI throws comes through.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/database.h"

namespace soci {
class session;
}

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
  static std::int64_t changed_rows(Prepared& statement);

 private:
  // The same text may be bound to NULL in one call and to a number in the next, and a bound type
  // cannot change: the types are part of the name that a statement is kept under.
  struct Name {
    std::string sql;
    std::string types;
  };
  struct Call {
    std::string_view sql;
    const Values& values;
    const std::vector<Column>& columns;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(const Name& name) const;
    std::size_t operator()(const Call& call) const;
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Name& one, const Name& other) const;
    bool operator()(const Call& call, const Name& name) const;
    bool operator()(const Name& name, const Call& call) const;
  };

  soci::session& session_;
  std::unordered_map<Name, std::unique_ptr<Prepared>, Hash, Equal> statements_;
};

}  // namespace kindbank::store
