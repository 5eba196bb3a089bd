// Two members who turn out to be one person: what hangs on the one number hangs on the other from
// then on. Hours stay in the ledger as they were booked (bank/merge.h books them over).
#pragma once

#include <cstdint>

#include "store/database.h"

namespace kindbank::store {

// Phones, jobs, visits, regular help, invitations, worries, consents and texts, and what is to be
// said; where both have the same, what `to` has stays. `from` is no member any more.
void merge_members(Transaction& tx, std::int64_t from, std::int64_t to, Time now);

}  // namespace kindbank::store
