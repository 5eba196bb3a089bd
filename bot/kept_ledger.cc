#include "bot/kept_ledger.h"

#include <utility>

#include "bot/command.h"
#include "bot/kept_flows.h"

namespace kindbank::bot {

Result<std::unique_ptr<KeptLedger>> KeptLedger::open(const House& house,
                                                     const std::string& instead) {
  auto channels = make_channels(house.settings);
  if (!channels) return tl::make_unexpected(channels.error());
  auto database = open_to_write(house.settings, instead);
  if (!database) return tl::make_unexpected(database.error());
  auto rights = store::RightsLog::open(rights_log_path(house.settings).string());
  if (!rights) return tl::make_unexpected(rights.error());
  std::optional<Time> start;
  if (house.settings.clock_start)
    start = house.library.town.zone.to_utc(*house.settings.clock_start);
  auto kept = std::unique_ptr<KeptLedger>(
      new KeptLedger(std::move(*database), std::move(*rights), std::move(*channels), start));
  auto flows = keep_flows(*kept->database_, house.library, kept->clock_.now());
  kept->library_ = std::move(flows.library);
  kept->stranded_ = std::move(flows.findings);
  seed_coordinators(*kept->database_, house.settings, kept->clock_.now());
  return kept;
}

KeptLedger::KeptLedger(std::unique_ptr<store::Database> database, store::RightsLog rights,
                       Channels channels, std::optional<Time> start)
    : database_(std::move(database)),
      rights_(std::move(rights)),
      channels_(std::move(channels)),
      clock_(start) {}

Rehearsal KeptLedger::rehearse() {
  return Rehearsal(*library_, {*database_, &rights_, channels_, clock_});
}

std::unique_ptr<Turns> KeptLedger::make_turns() {
  return std::make_unique<Turns>(*database_, *library_, channels_, &rights_);
}

}  // namespace kindbank::bot
