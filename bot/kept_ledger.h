// The configured ledger opened for one process that works on it without a network: flows kept,
// coordinators seeded, STOPs logged, as `serve` does. What `chat --config` and `member join` play
// on.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "bot/house.h"
#include "bot/rehearsal.h"
#include "store/rights_log.h"

namespace kindbank::bot {

class KeptLedger {
 public:
  // `house` is borrowed and outlives this; its library learns the older flows. `instead` is what to
  // do where a server holds the ledger.
  static Result<std::unique_ptr<KeptLedger>> open(House& house, const std::string& instead);

  Rehearsal rehearse();
  std::unique_ptr<Turns> make_turns();  // borrows from this

  store::Database& database() { return *database_; }
  const Clock& clock() const { return clock_; }

 private:
  KeptLedger(House& house, std::unique_ptr<store::Database> database, store::RightsLog rights,
             Channels channels, std::optional<Time> start);

  const Library& library_;
  std::unique_ptr<store::Database> database_;
  store::RightsLog rights_;
  Channels channels_;
  Clock clock_;
};

}  // namespace kindbank::bot
