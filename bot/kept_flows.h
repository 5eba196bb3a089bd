// The versions of flows that the ledger keeps for the talks which stand on them.
#pragma once

#include <memory>
#include <vector>

#include "bot/library.h"
#include "store/database.h"

namespace kindbank::bot {

struct KeptFlows {
  std::shared_ptr<const Library> library;  // with the older versions that can be run
  // An error for each version that people stand on and that this program cannot run.
  std::vector<dialog::Finding> findings;
};

// Keeps the current flows in the ledger, before any talk begins with them, and brings back the
// versions that talks may stand on.
KeptFlows keep_flows(store::Database& database, const Library& library, Time now);

// Says in the ledger which flows and languages this server serves now.
void serve_versions(store::Transaction& tx, const Library& library, Time now);

// The same errors, of a ledger that is only read.
std::vector<dialog::Finding> find_stranded(store::Database& database, Time now);

}  // namespace kindbank::bot
