// kindbank config show: the settings in force and where each comes from.
#include <algorithm>
#include <cstdio>

#include "bot/command.h"
#include "bot/commands.h"

namespace kindbank::bot {

int show_config(const HouseInput& input, Sources sources) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  std::size_t widest = 0;
  for (const auto& one : read.settings.shown)
    widest = std::max(widest, one.key.size() + one.value.size());
  for (const auto& one : read.settings.shown) {
    std::printf("%s: %s", one.key.c_str(), one.value.c_str());
    const auto gap = widest - one.key.size() - one.value.size() + 2;
    if (sources == Sources::show)
      std::printf("%s# %s", std::string(gap, ' ').c_str(), one.source.c_str());
    std::printf("\n");
  }
  return exit_done;
}

}  // namespace kindbank::bot
