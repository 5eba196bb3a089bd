// Working time: by the town's clock, over nights, weekends, bank holidays and the change of clocks.
#include "bank/calendar.h"

#include <catch2/catch.hpp>

#include "bot/zone.h"

namespace kindbank::bank {
namespace {

using std::chrono::hours;

Town england() {
  Town town;
  town.zone = *bot::load_zone("Europe/London");
  town.holidays = {"2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29"};
  return town;
}

Time at(const Town& town, const char* local) { return town.zone.to_utc(*read_local_time(local)); }

TEST_CASE("working time begins at nine on the next working day") {
  const auto town = england();
  const auto row = GENERATE(table<const char*, const char*>({
      {"2026-11-24T10:00", "2026-11-24T10:00"},
      {"2026-11-24T07:00", "2026-11-24T09:00"},
      {"2026-11-24T17:00", "2026-11-25T09:00"},
      {"2026-11-28T12:00", "2026-11-30T09:00"},  // a Saturday
      {"2026-12-24T18:00", "2026-12-29T09:00"},  // over Christmas and its substitute day
      {"2027-03-25T18:00", "2027-03-30T09:00"},  // over Easter, and the clocks go forward
      {"2026-10-24T12:00", "2026-10-26T09:00"},  // and back
  }));
  INFO(std::get<0>(row));
  CHECK(in_working_time(town, at(town, std::get<0>(row))) == at(town, std::get<1>(row)));
}

TEST_CASE("six working hours and two working days are counted past what is no work") {
  const auto town = england();
  CHECK(after_working_time(town, at(town, "2026-11-24T10:00"), hours{6}) ==
        at(town, "2026-11-24T16:00"));
  CHECK(after_working_time(town, at(town, "2026-11-27T16:00"), hours{6}) ==
        at(town, "2026-11-30T14:00"));
  CHECK(after_working_time(town, at(town, "2026-12-24T15:00"), hours{20}) ==
        at(town, "2026-12-31T11:00"));
  CHECK(after_working_days(town, at(town, "2026-11-24T10:00"), 2) == at(town, "2026-11-26T17:00"));
  CHECK(after_working_days(town, at(town, "2026-12-23T20:00"), 2) == at(town, "2026-12-30T17:00"));
  Town scotland = town;
  scotland.holidays = {"2026-11-30"};
  CHECK(after_working_days(scotland, at(town, "2026-11-27T10:00"), 1) ==
        at(town, "2026-12-01T17:00"));
}

}  // namespace
}  // namespace kindbank::bank
