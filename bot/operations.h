// What the operator's tools ask: is the process alive, can it take messages, and what has it done.
// Served on a listener of its own, so that slow strangers cannot hold it up.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <vector>

#include "bot/channels.h"
#include "bot/clock.h"
#include "bot/metrics.h"
#include "bot/web.h"
#include "store/database.h"

namespace kindbank::bot {

// All is borrowed and outlives the routes.
struct Operations {
  store::Database& database;
  const std::atomic<bool>& broken;      // the ledger failed and the process is about to end
  const std::filesystem::path& folder;  // the ledger's, whose disk must have room
  const Channels& channels;
  const Clock& clock;
  const Metrics& metrics;
  std::function<ReloadRecord()> reloads;
};

// GET /livez: 200 while the process answers. GET /readyz: 200 while messages can be kept - the
// writer committed within five seconds, the disk has room, the schema is ours - else 503 and why;
// where what the town edited last was refused, a second line says so.
// GET /metrics: for Prometheus.
std::vector<Route> operations_routes(const Operations& operations);

}  // namespace kindbank::bot
