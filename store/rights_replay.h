// What people asked for since a backup was made, done again in the ledger that came back:
// rights.log knows them by a hash alone, so only those can be told that the ledger has an address
// of.
#pragma once

#include "store/database.h"
#include "store/rights_log.h"

namespace kindbank::store {

// How many mailboxes.
struct Replayed {
  int stopped = 0;
  int started = 0;
  int erased = 0;   // silenced; they are to be erased again
  int unknown = 0;  // not in the ledger: they wrote for the first time after the backup
  bool operator==(const Replayed&) const = default;
};

Replayed replay_rights(Database& database, const RightsLog& log);

}  // namespace kindbank::store
