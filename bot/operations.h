// What the operator's tools ask: is the process alive, and can it take messages. Served on a
// listener of its own, so that slow strangers cannot hold it up.
#pragma once

#include <atomic>
#include <vector>

#include "bot/web.h"
#include "store/database.h"

namespace kindbank::bot {

struct Operations {
  const store::Database& database;
  const std::atomic<bool>& broken;  // the ledger failed and the process is about to end
};

// GET /livez: 200 while the process answers. GET /readyz: 200 while messages can be kept, else 503.
std::vector<Route> operations_routes(const Operations& operations);

}  // namespace kindbank::bot
