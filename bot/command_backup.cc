// kindbank backup: the whole ledger in one file. Reads only, so it works while the server runs.
#include <cstdio>

#include "bot/command.h"
#include "bot/commands.h"
#include "store/backup.h"

namespace kindbank::bot {

int back_up(const HouseInput& input, const std::string& file) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  const auto database = open_to_read(read.settings);
  if (!database) return refuse(database.error().message);
  const auto key = store::read_key_file(read.settings.store.key_file.string());
  if (!key) return refuse(key.error().message);
  const auto made = store::back_up(**database, *key, file);
  if (!made) return refuse(made.error().message);
  std::printf("%s is whole; it opens with %s, which is not in it\n", file.c_str(),
              read.settings.store.key_file.string().c_str());
  return exit_done;
}

}  // namespace kindbank::bot
