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
  tx.run(
      R"(INSERT INTO spent (id, coordinator, minutes, code, at, counted)
         VALUES (:a, :b, :c, :d, :e, :f))",
      {spent.id, spent.coordinator, spent.minutes, spent.code, value(spent.at),
       std::int64_t{spent.how == Spent::How::counted ? 1 : 0}});
}

void forget_spent(Transaction& tx, Id coordinator, Time since) {
  tx.run("DELETE FROM spent WHERE coordinator = :a AND at >= :b", {coordinator, value(since)});
}

void forget_counted(Transaction& tx, Id coordinator, const std::string& code, Time since) {
  const std::string counted =
      "DELETE FROM spent WHERE counted = 1 AND coordinator = :a AND at >= :b";
  if (code.empty())
    tx.run(counted, {coordinator, value(since)});
  else
    tx.run(counted + " AND code = :c", {coordinator, value(since), code});
}

std::vector<Spent> all_spent(Transaction& tx) {
  std::vector<Spent> all;
  for (const auto& [id, coordinator, minutes, code, at, counted] :
       tx.rows<Id, Id, std::int64_t, std::string, std::int64_t, std::int64_t>(
           "SELECT id, coordinator, minutes, code, at, counted FROM spent ORDER BY at, id"))
    all.push_back({id, coordinator, minutes, code, from_millis(at),
                   counted == 1 ? Spent::How::counted : Spent::How::said});
  return all;
}

std::int64_t minutes_spent(Transaction& tx, Time since, std::optional<Id> coordinator) {
  const std::string sum =
      "SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM spent WHERE at >= ";
  const auto row = coordinator ? tx.row<std::int64_t>(sum + ":a AND coordinator = :b",
                                                      {value(since), *coordinator})
                               : tx.row<std::int64_t>(sum + ":a", {value(since)});
  return std::get<0>(*row);
}

std::int64_t minutes_said(Transaction& tx, Time since, Id coordinator) {
  return std::get<0>(*tx.row<std::int64_t>(
      R"(SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM spent
         WHERE at >= :a AND coordinator = :b AND counted = 0)",
      {value(since), coordinator}));
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
