// A known word, sealed when the ledger is made, tells a wrong key at once.
#pragma once

#include "store/connection.h"
#include "store/migrate.h"

namespace kindbank::store {

Result<void> check_key(Connection& connection, const Sealer& sealer, Schema schema);

}  // namespace kindbank::store
