#include "store/desk_notes.h"

#include "store/columns.h"
#include "store/locks.h"

namespace kindbank::store {

void put_digest_rest(Transaction& tx, Id coordinator, const std::vector<std::string>& pages,
                     Time now) {
  std::string rest;
  for (const auto& page : pages) rest += page + "\n";
  tx.run(
      R"(INSERT INTO digests (coordinator, rest_sealed, made_at) VALUES (:a, :b, :c)
         ON CONFLICT (coordinator) DO UPDATE SET rest_sealed = excluded.rest_sealed,
                                                 made_at = excluded.made_at)",
      {coordinator, sealed(tx, rest), value(now)});
}

std::optional<std::string> take_digest_page(Transaction& tx, Id coordinator) {
  const auto row = tx.row<std::optional<std::string>>(
      "SELECT rest_sealed FROM digests WHERE coordinator = :a" + for_update(tx), {coordinator});
  if (!row) return std::nullopt;
  auto rest = opened(tx, std::get<0>(*row));
  const auto end = rest.find('\n');
  if (end == std::string::npos) return std::nullopt;
  tx.run("UPDATE digests SET rest_sealed = :a WHERE coordinator = :b",
         {sealed(tx, rest.substr(end + 1)), coordinator});
  rest.resize(end);
  return rest;
}

void add_spent(Transaction& tx, const Spent& spent) {
  tx.run("INSERT INTO spent (id, coordinator, minutes, code, at) VALUES (:a, :b, :c, :d, :e)",
         {spent.id, spent.coordinator, spent.minutes, spent.code, value(spent.at)});
}

void forget_spent(Transaction& tx, Id coordinator, Time since) {
  tx.run("DELETE FROM spent WHERE coordinator = :a AND at >= :b", {coordinator, value(since)});
}

std::int64_t minutes_spent(Transaction& tx, Time since, std::optional<Id> coordinator) {
  const std::string sum =
      "SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM spent WHERE at >= ";
  const auto row = coordinator ? tx.row<std::int64_t>(sum + ":a AND coordinator = :b",
                                                      {value(since), *coordinator})
                               : tx.row<std::int64_t>(sum + ":a", {value(since)});
  return std::get<0>(*row);
}

std::int64_t minutes_spent_on(Transaction& tx, const std::string& code) {
  return std::get<0>(*tx.row<std::int64_t>(
      "SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM spent WHERE code = :a", {code}));
}

std::int64_t exchanges_since(Transaction& tx, Time since) {
  return std::get<0>(*tx.row<std::int64_t>(
      "SELECT COUNT(*) FROM visits WHERE state = 'ended' AND ended_at >= :a", {value(since)}));
}

}  // namespace kindbank::store
