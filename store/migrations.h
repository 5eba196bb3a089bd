// The tables of the ledger, as the list of steps that made them. A new step goes to the end; one
// that has been released is never changed.
#pragma once

#include "store/migrate.h"

namespace kindbank::store {

const std::vector<Migration>& migrations();

// Its first step.
Migration first_tables();

// The end of that list, from the coordinators' digests on.
std::vector<Migration> migrations_since_digests();

}  // namespace kindbank::store
