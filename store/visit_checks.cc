#include "store/visit_checks.h"

namespace kindbank::store {

void put_check(Transaction& tx, const VisitCheck& check) {
  tx.run(
      R"(INSERT INTO visit_checks (visit, member, went, at) VALUES (:a, :b, :c, :d)
         ON CONFLICT DO NOTHING)",
      {check.visit, check.member, check.went, value(check.at)});
}

std::vector<VisitCheck> checks_of_member(Transaction& tx, std::int64_t member) {
  std::vector<VisitCheck> checks;
  for (auto& [visit, whose, went, at] : tx.rows<Id, std::int64_t, std::string, std::int64_t>(
           "SELECT visit, member, went, at FROM visit_checks WHERE member = :a ORDER BY at, visit",
           {member}))
    checks.push_back({visit, whose, went, from_millis(at)});
  return checks;
}

}  // namespace kindbank::store
