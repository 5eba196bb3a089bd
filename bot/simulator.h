// The phone simulator: a page with four phones and a clock that can be moved, and the provider that
// its channel sends to. Whoever reaches it speaks as any sim: address, so it serves this machine
// alone: forwarded requests, other sites' pages and any Host but a loopback one are refused.
#pragma once

#include <functional>
#include <vector>

#include "bot/clock.h"
#include "bot/shelf.h"
#include "bot/web.h"
#include "store/database.h"

namespace kindbank::bot {

// All are borrowed and outlive the routes.
struct SimulatorRoom {
  store::Database& database;
  Clock& clock;
  Shelf shelf;
  // Called after the clock was moved, on a web worker: something may be due, or may leave now.
  std::function<void()> on_moved;
};

// GET /sim, /sim/page.css and /sim/page.js, GET /sim/messages, POST /sim/clock and /sim/accept.
std::vector<Route> simulator_routes(const SimulatorRoom& room);

}  // namespace kindbank::bot
