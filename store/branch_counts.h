// How often talks took each way through the flows, for the pictures of them. Numbers alone: nothing
// says who went where, so they are kept as long as the ledger.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "dialog/branch.h"
#include "store/database.h"

namespace kindbank::store {

using BranchCounts = std::map<dialog::Branch, std::int64_t>;

// Rows are written in the order of their keys, so that two servers never wait for each other.
void add_branch_counts(Transaction& tx, const BranchCounts& more);

BranchCounts branch_counts(Transaction& tx);

}  // namespace kindbank::store
