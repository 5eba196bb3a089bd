#include "store/overview.h"

#include <cstdlib>

#include "store/columns.h"

namespace kindbank::store {
namespace {

template <class Found>
std::vector<std::int64_t> numbers_of(const std::vector<std::tuple<Found>>& rows) {
  std::vector<std::int64_t> numbers;
  for (const auto& [number] : rows) numbers.push_back(number);
  return numbers;
}

}  // namespace

std::vector<Incident> open_incidents(Transaction& tx) {
  std::vector<Incident> found;
  for (const auto& [code] : tx.rows<std::string>(
           "SELECT code FROM incidents WHERE state IN ('open', 'mine') ORDER BY at, id"))
    found.push_back(*find_incident_by_code(tx, code));
  return found;
}

std::vector<Visit> open_visits(Transaction& tx) {
  std::vector<Visit> found;
  for (const auto& [id] : tx.rows<Id>(
           "SELECT id FROM visits WHERE state IN ('agreed', 'started') ORDER BY created_at, id"))
    found.push_back(*find_visit(tx, id));
  return found;
}

std::vector<std::string> unsettled_jobs(Transaction& tx) {
  std::vector<std::string> codes;
  for (const auto& [code] : tx.rows<std::string>(
           R"(SELECT v.code FROM hour_reports r JOIN visits v ON v.id = r.visit
              WHERE r.state IN ('held', 'disputed') ORDER BY r.said_at, r.visit)"))
    codes.push_back(code);
  return codes;
}

std::vector<std::int64_t> members_to_meet(Transaction& tx, int limit) {
  return numbers_of(tx.rows<std::int64_t>(
      R"(SELECT o.member FROM offers o JOIN members m ON m.number = o.member
         WHERE o.state = 'active' AND o.vetting = 'V0' AND m.state = 'active'
         GROUP BY o.member ORDER BY MAX(o.created_at) DESC, o.member LIMIT :a)",
      {std::int64_t{limit}}));
}

std::vector<std::int64_t> members_with_failed_texts(Transaction& tx, Time since) {
  return numbers_of(tx.rows<std::int64_t>(
      R"(SELECT DISTINCT member FROM messages
         WHERE state = 'failed' AND created_at >= :a AND direction = 'out' AND member IS NOT NULL
         ORDER BY member)",
      {value(since)}));
}

std::int64_t count_failed(Transaction& tx, std::int64_t member, Time since) {
  return std::get<0>(*tx.row<std::int64_t>(
      R"(SELECT COUNT(*) FROM messages
         WHERE state = 'failed' AND created_at >= :a AND direction = 'out' AND member = :b)",
      {value(since), member}));
}

std::int64_t count_strangers_unreached(Transaction& tx, Time since) {
  return std::get<0>(*tx.row<std::int64_t>(
      R"(SELECT COUNT(DISTINCT m.contact) FROM messages m JOIN contacts c ON c.id = m.contact
         WHERE m.state = 'failed' AND m.created_at >= :a AND m.direction = 'out'
           AND c.member IS NULL AND m.class NOT IN ('digest', 'alert')
           AND NOT EXISTS (SELECT 1 FROM suppressions s WHERE s.address_hash = c.address_hash)
           AND NOT EXISTS (SELECT 1 FROM messages later WHERE later.contact = m.contact
             AND later.created_at > m.created_at AND later.state <> 'failed'))",
      {value(since)}));
}

std::vector<std::int64_t> members_below(Transaction& tx, std::int64_t minutes, int limit) {
  constexpr std::string_view prefix = "member ";
  std::vector<std::int64_t> numbers;
  for (const auto& [account] : tx.rows<std::string>(
           R"(SELECT account FROM hours WHERE account LIKE 'member %' GROUP BY account
              HAVING SUM(minutes) <= :a ORDER BY SUM(minutes), account LIMIT :b)",
           {-minutes, std::int64_t{limit}}))
    numbers.push_back(std::strtoll(account.c_str() + prefix.size(), nullptr, 10));
  return numbers;
}

std::int64_t count_idle_volunteers(Transaction& tx, Time since) {
  return std::get<0>(*tx.row<std::int64_t>(
      R"(SELECT COUNT(DISTINCT member) FROM offers
         WHERE state = 'active' AND vetting <> 'V0' AND created_at < :a AND last_asked_at < :b)",
      {value(since), value(since)}));
}

}  // namespace kindbank::store
