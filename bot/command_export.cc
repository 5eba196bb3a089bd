// kindbank export: the ledger, or what is held about one person. Reads only, so it works while the
// server runs.
#include <cstdio>

#include "bot/command.h"
#include "bot/commands.h"
#include "bot/ledger.h"
#include "store/members.h"
#include "store/partners.h"

namespace kindbank::bot {

int export_ledger(const HouseInput& input, const ExportOptions& options) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  const auto database = open_to_read(read.settings);
  if (!database) return refuse(database.error().message);
  const bool is_known = options.partner.empty() || (*database)->read([&](store::Transaction& tx) {
    return store::find_partner(tx, options.partner).has_value();
  });
  if (!is_known) return refuse("there is no partner organisation " + options.partner);
  auto ledger = (*database)->read([&](store::Transaction& tx) -> std::optional<Ledger> {
    if (options.member && !store::find_member(tx, *options.member)) return std::nullopt;
    Whose whose{options.member};
    if (!options.partner.empty()) whose.members = store::members_of_partner(tx, options.partner);
    return read_ledger(tx, whose);
  });
  if (!ledger) return refuse("there is no member " + std::to_string(*options.member));
  // What a job is and how well its helper must be checked hint together at somebody's health, and a
  // table of everybody's is made to be passed on.
  if ((options.format == "csv" || !options.partner.empty()) && !options.member)
    leave_out(*ledger, "requests", "vetting");
  const auto text = options.format == "csv" ? ledger_csv(*ledger) : ledger_json(*ledger);
  const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!whole || std::fflush(stdout) != 0) return refuse("the export could not be written");
  return exit_done;
}

}  // namespace kindbank::bot
