// The configured ledger opened for one process that works on it without a network: flows kept,
// coordinators seeded, STOPs logged, as `serve` does. What `chat --config` and `member join` play
// on.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/house.h"
#include "bot/rehearsal.h"
#include "store/rights_log.h"

namespace kindbank::bot {

class KeptLedger {
 public:
  // `instead` is what to do where a server holds the ledger.
  static Result<std::unique_ptr<KeptLedger>> open(const House& house, const std::string& instead);

  // An error for each flow that people stand on and that this program cannot run: with one, `serve`
  // does not start, and only who comes to move them goes on.
  const std::vector<dialog::Finding>& stranded() const { return stranded_; }

  Rehearsal rehearse();
  std::unique_ptr<Turns> make_turns();  // borrows from this

  store::Database& database() { return *database_; }
  const Clock& clock() const { return clock_; }
  const Library& library() const { return *library_; }

 private:
  KeptLedger(std::unique_ptr<store::Database> database, store::RightsLog rights, Channels channels,
             std::optional<Time> start);

  std::shared_ptr<const Library> library_;
  std::vector<dialog::Finding> stranded_;
  std::unique_ptr<store::Database> database_;
  store::RightsLog rights_;
  Channels channels_;
  Clock clock_;
};

}  // namespace kindbank::bot
