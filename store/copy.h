// Everything in one ledger copied into another, whatever their engines: how a PostgreSQL ledger is
// backed up into a file, and how a backup comes back. Both were opened with the same key.
#pragma once

#include "dialog/result.h"
#include "store/database.h"

namespace kindbank::store {

// `to` has no rows but those that every new ledger has. What `from` holds at one moment is copied;
// fails where not all of it arrived.
Result<void> copy_ledger(Database& from, Database& to);

}  // namespace kindbank::store
