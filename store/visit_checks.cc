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

void put_thanked(Transaction& tx, Id visit, Time now) {
  tx.run("INSERT INTO thanked (visit, at) VALUES (:a, :b) ON CONFLICT DO NOTHING",
         {visit, value(now)});
}

std::vector<Visit> unthanked_visits(Transaction& tx, std::int64_t member, Time since) {
  std::vector<Visit> found;
  for (const auto& [id] : tx.rows<Id>(
           R"(SELECT v.id FROM requests r JOIN visits v ON v.request = r.id
              WHERE r.member = :a AND r.state = 'done' AND v.state = 'ended' AND v.ended_at >= :b
                AND NOT EXISTS (SELECT 1 FROM thanked t WHERE t.visit = v.id)
              ORDER BY v.ended_at DESC, v.id DESC)",
           {member, value(since)}))
    found.push_back(*find_visit(tx, id));
  return found;
}

}  // namespace kindbank::store
