// kindbank digest --preview: what each coordinator would get now. Reads only, so it works while the
// server runs.
#include <cstdio>

#include "bank/digest.h"
#include "bot/clock.h"
#include "bot/command.h"
#include "bot/commands.h"
#include "bot/digest_pages.h"
#include "store/coordinators.h"

namespace kindbank::bot {
namespace {

Time moment_of(const House& house) {
  const auto& start = house.settings.clock_start;
  return start ? house.library.town.zone.to_utc(*start) : Clock().now();
}

void print_digests(store::Transaction& tx, const Library& library, Time now) {
  store::Ids ids(now, store::fresh_seed());
  store::Contact nobody;
  bank::Context context{tx, library.town, ids, now, nobody};
  for (const auto& coordinator : store::coordinators(tx)) {
    std::printf("%s\n", coordinator.name.c_str());
    const auto digest = bank::digest_of(context, coordinator);
    for (const auto& page : digest_pages(library.words, library.town, digest))
      std::printf("  %s\n", page.c_str());
  }
}

}  // namespace

int preview_digest(const HouseInput& input) {
  const auto house = read_house(input);
  if (house.has_errors()) return refuse_findings(house.findings);
  const auto database = open_to_read(house.settings);
  if (!database) return refuse(database.error().message);
  (*database)->read([&](store::Transaction& tx) {
    print_digests(tx, house.library, moment_of(house));
    return 0;
  });
  return exit_done;
}

}  // namespace kindbank::bot
