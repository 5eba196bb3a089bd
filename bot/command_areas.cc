// kindbank areas import: a town's areas out of the open postcode file.
#include <cstdio>
#include <fstream>

#include "bot/command.h"
#include "bot/commands.h"
#include "bot/postcode_file.h"

namespace kindbank::bot {

int import_areas(const AreaImport& import) {
  WardNames names;
  if (!import.wards.empty()) {
    std::ifstream in(import.wards, std::ios::binary);
    if (!in) return refuse(import.wards + " cannot be read", exit_unusable);
    auto read = read_ward_names(in, import.wards);
    if (!read) return refuse(read.error().message, exit_unusable);
    names = std::move(*read);
  }
  std::ifstream in(import.file, std::ios::binary);
  if (!in) return refuse(import.file + " cannot be read", exit_unusable);
  const auto areas = read_postcode_file(in, import.file, import.district, names);
  if (!areas) return refuse(areas.error().message, exit_unusable);
  std::fputs(write_areas(*areas, import.district).c_str(), stdout);
  std::fprintf(stderr, "%d postcodes in %zu sectors\n", areas->postcodes, areas->sectors.size());
  for (const auto& sector : areas->left_out)
    std::fprintf(stderr, "left out, for it lies mostly elsewhere: %s\n", sector.c_str());
  return exit_done;
}

}  // namespace kindbank::bot
