// Members who wanted to ask for help while no requests were taken.
#pragma once

#include <vector>

#include "store/database.h"

namespace kindbank::store {

void put_turned_away(Transaction& tx, std::int64_t member, Time now);  // once
// All of them, by when they came; they are forgotten with it.
std::vector<std::int64_t> take_turned_away(Transaction& tx);

}  // namespace kindbank::store
