// kindbank config show: the settings in force and where each comes from.
#include <algorithm>
#include <cstdio>

#include "bot/command.h"
#include "bot/commands.h"

namespace kindbank::bot {
namespace {

constexpr std::size_t widest_aligned = 76;  // one long list does not push every source aside

}  // namespace

int show_config(const HouseInput& input, Sources sources) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  std::size_t widest = 0;
  for (const auto& one : read.settings.shown)
    if (const auto width = one.key.size() + one.value.size(); width <= widest_aligned)
      widest = std::max(widest, width);
  for (const auto& one : read.settings.shown) {
    std::printf("%s: %s", one.key.c_str(), one.value.c_str());
    const auto width = one.key.size() + one.value.size();
    const auto gap = 2 + (width < widest ? widest - width : 0);
    if (sources == Sources::show)
      std::printf("%s# %s", std::string(gap, ' ').c_str(), one.source.c_str());
    std::printf("\n");
  }
  return exit_done;
}

}  // namespace kindbank::bot
