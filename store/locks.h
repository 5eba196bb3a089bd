// What a turn holds on to where several programs write at once, so that what it read is still so
// when it writes. The order is the contact's row, then the request's, the visit's, the pot's; who
// takes another may have to run again. Where this program alone writes all of it is nothing.
#pragma once

#include <string>
#include <string_view>

#include "store/database.h"

namespace kindbank::store {

// To stand at the end of a SELECT; of a join, name the table that is meant. It lets rows be added
// that refer to the locked one: a row that is updated twice in a transaction has its references
// locked in that way, and two who then both lock what they refer to would never get through.
inline std::string for_update(const Transaction& tx, std::string_view of = "") {
  if (tx.writers() == Transaction::Writers::alone) return "";
  return of.empty() ? " FOR NO KEY UPDATE" : " FOR NO KEY UPDATE OF " + std::string(of);
}

// The same, leaving out the rows that another holds.
inline std::string skip_locked(const Transaction& tx, std::string_view of = "") {
  const auto lock = for_update(tx, of);
  return lock.empty() ? lock : lock + " SKIP LOCKED";
}

// Until the transaction ends nobody else holds this name: for what has no row yet.
inline void lock_name(Transaction& tx, const std::string& name) {
  if (tx.writers() == Transaction::Writers::alone) return;
  tx.row<std::int64_t>(
      "SELECT COUNT(*) FROM (SELECT pg_advisory_xact_lock(hashtextextended(:a, 0))) AS held",
      {name});
}

inline void lock_row(Transaction& tx, std::string_view table, Id id) {
  if (tx.writers() == Transaction::Writers::alone) return;
  tx.row<std::int64_t>("SELECT id FROM " + std::string(table) + " WHERE id = :a" + for_update(tx),
                       {id});
}

}  // namespace kindbank::store
