#include "store/dues.h"

#include "store/columns.h"
#include "store/locks.h"

namespace kindbank::store {

Inserted insert_due(Transaction& tx, const Due& due) {
  const auto inserted = tx.run(
      R"(INSERT INTO dues (id, kind, subject, step, at) VALUES (:a, :b, :c, :d, :e)
         ON CONFLICT (kind, subject, step) DO NOTHING)",
      {due.id, due.kind, due.subject, due.step, value(due.at)});
  return inserted == 1 ? Inserted::yes : Inserted::was_there;
}

std::vector<Due> claim_dues(Transaction& tx, const Lease& lease, int limit) {
  std::vector<Due> dues;
  for (auto& [id, kind, subject, step, at] :
       tx.rows<Id, std::string, std::string, std::string, std::int64_t>(
           R"(SELECT id, kind, subject, step, at FROM dues
              WHERE done_at IS NULL AND at <= :a
                AND (lease_until IS NULL OR lease_until <= :b OR fence = :c)
              ORDER BY at, id LIMIT :d)" +
               skip_locked(tx),
           {value(lease.now), value(lease.now), lease.fence, value(limit)}))
    dues.push_back({id, kind, subject, step, from_millis(at), lease.fence});
  for (const auto& due : dues)
    tx.run("UPDATE dues SET fence = :a, lease_until = :b WHERE id = :c",
           {lease.fence, value(lease.until()), due.id});
  return dues;
}

std::optional<Time> next_due_at(Transaction& tx) {
  return maybe_time(std::get<0>(
      *tx.row<std::optional<std::int64_t>>("SELECT MIN(at) FROM dues WHERE done_at IS NULL")));
}

bool finish_due(Transaction& tx, const Due& due, Time now) {
  return tx.run("UPDATE dues SET done_at = :a WHERE id = :b AND fence = :c AND done_at IS NULL",
                {value(now), due.id, due.fence}) == 1;
}

void cancel_dues(Transaction& tx, const std::string& kind, const std::string& subject) {
  tx.run("DELETE FROM dues WHERE kind = :a AND subject = :b AND done_at IS NULL", {kind, subject});
}

}  // namespace kindbank::store
