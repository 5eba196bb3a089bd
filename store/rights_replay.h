// What people asked for since a backup was made, done again in the ledger that came back. A rights
// log knows them by a hash alone, so only those can be told that the ledger has a mailbox or a
// number of.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/rights_log.h"

namespace kindbank::store {

// How many mailboxes, but for the members.
struct Replayed {
  int stopped = 0;
  int started = 0;
  int erased = 0;
  int members_erased = 0;
  int unknown = 0;             // not in the ledger: they wrote for the first time after the backup
  std::set<std::string> jobs;  // that are agreed with somebody who is erased: a person must see to
                               // them
  bool operator==(const Replayed&) const = default;
};

// Each program that shares a ledger has a log of its own, with its own pepper; what somebody said
// last, in whichever, counts. Who was erased and came back later is not erased again.
Replayed replay_rights(Database& database, const std::vector<const RightsLog*>& logs);

}  // namespace kindbank::store
