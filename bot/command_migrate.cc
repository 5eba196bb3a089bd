// kindbank migrate: brings the ledger to this program's form, as `serve` does at its start.
#include <cstdio>

#include "bot/command.h"
#include "bot/commands.h"

namespace kindbank::bot {

int migrate(const HouseInput& input) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  if (!has_ledger(read.settings)) return refuse(say_no_ledger(read.settings));
  const auto database = open_to_write(read.settings, "it has done so at its start");
  if (!database) return refuse(database.error().message);
  std::printf("the ledger has the form that this program knows\n");
  return exit_done;
}

}  // namespace kindbank::bot
