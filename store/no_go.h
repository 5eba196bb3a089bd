// Pairs of members who are never brought together again, whoever said so and for whatever reason:
// none is written down.
#pragma once

#include <set>

#include "store/database.h"

namespace kindbank::store {

// For both directions, once.
void put_no_go(Transaction& tx, std::int64_t member, std::int64_t other, Time now);
std::set<std::int64_t> no_go_of(Transaction& tx, std::int64_t member);

}  // namespace kindbank::store
