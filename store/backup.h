// Backups of a ledger: one file of SQLite's whatever the engine, that holds one moment and was
// checked before it got its name. It is sealed with the ledger's key, which is not in it.
#pragma once

#include <functional>
#include <string>

#include "dialog/result.h"
#include "store/connection.h"
#include "store/database.h"

namespace kindbank::store {

// While others go on writing. `key` is the ledger's. Fails where `file` exists; then it is as it
// was.
Result<void> back_up(Database& from, const Key& key, const std::string& file);

// Puts a backup where no ledger is: into a file that does not exist, or a database of PostgreSQL's
// that is empty. An older one is brought up to this program's form, and `amend` may change it,
// in `scratch`, a file that does not exist and is gone afterwards; only a whole ledger gets to
// `into`.
Result<void> restore(const std::string& backup, const DatabaseOptions& into,
                     const std::string& scratch, const std::function<void(Database&)>& amend);

// The whole file of a SQLite ledger as it is, checked; an earlier `copy` is replaced. For the step
// before a migration, which alone knows nothing of the tables.
Result<void> copy_file_of(Connection& connection, const std::string& copy);

}  // namespace kindbank::store
