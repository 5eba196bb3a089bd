#include "dialog/time.h"

#include <catch2/catch.hpp>

using namespace kindbank;
using namespace std::chrono_literals;

namespace {

LocalTime at(std::string_view text) { return read_local_time(text).value(); }

}  // namespace

TEST_CASE("spans are read as people write them") {
  CHECK(read_duration("90s") == Duration{90s});
  CHECK(read_duration("30m") == Duration{30min});
  CHECK(read_duration("24h") == Duration{24h});
  CHECK(read_duration("2d") == Duration{48h});
  CHECK(read_duration("6w") == Duration{24h * 42});
  CHECK(read_duration("1h30m") == Duration{90min});
  CHECK(read_duration("0s") == Duration{0});
}

TEST_CASE("what is no span is not guessed at") {
  for (const auto* text :
       {"", "24", "h", "-1h", "+1h", "1 h", " 1h", "1h ", "1.5h", "24H", "1y", "1h30",
        "99999999999999999999h", "9223372036854775807w", "36526d", "101w5217w"}) {
    INFO(text);
    CHECK_FALSE(read_duration(text));
  }
  CHECK(read_duration("36525d"));
}

TEST_CASE("a local time is read with its weekday") {
  const LocalTime local = at("2026-11-24T10:00");
  CHECK(local == LocalTime{2026, 11, 24, 10, 0, 2});
  CHECK(at("2026-11-24 10:00") == local);
  CHECK(at("2026-11-24") == LocalTime{2026, 11, 24, 0, 0, 2});
  CHECK(at("2028-02-29").weekday == 2);
}

TEST_CASE("a day that is in no calendar is refused") {
  for (const auto* text :
       {"", "2026", "2026-13-01", "2026-02-29", "2026-00-10", "2026-11-24T", "2026-11-24T24:00",
        "2026-11-24T10:60", "2026-11-24T10:00:00", "2026-11-24x10:00", "26-11-24", "2026-1-2"}) {
    INFO(text);
    CHECK_FALSE(read_local_time(text));
  }
}

TEST_CASE("hours are said with am and pm, and noon and midnight by name") {
  CHECK(say_hour(at("2026-11-24T10:00")) == "10am");
  CHECK(say_hour(at("2026-11-24T14:30")) == "2.30pm");
  CHECK(say_hour(at("2026-11-24T09:05")) == "9.05am");
  CHECK(say_hour(at("2026-11-24T12:00")) == "noon");
  CHECK(say_hour(at("2026-11-24T12:15")) == "12.15pm");
  CHECK(say_hour(at("2026-11-24T00:00")) == "midnight");
  CHECK(say_hour(at("2026-11-24T00:30")) == "12.30am");
}

TEST_CASE("days are said with their date") {
  CHECK(say_day(at("2026-11-24")) == "Tue 24 Nov");
  CHECK(say_day(at("2026-06-07")) == "Sun 7 Jun");
  CHECK(say_day_and_hour(at("2026-11-24T14:00")) == "Tue 24 Nov, 2pm");
}

TEST_CASE("UTC is written to the millisecond") {
  CHECK(say_utc(from_millis(1795514400000)) == "2026-11-24T10:00:00.000Z");
  CHECK(say_utc(from_millis(1795514459987)) == "2026-11-24T10:00:59.987Z");
  CHECK(say_utc(from_millis(-1)) == "1969-12-31T23:59:59.999Z");
  for (const auto millis : {1795514400000LL, 1795514459987LL, -1LL})
    CHECK(read_utc(say_utc(from_millis(millis))) == from_millis(millis));
  for (const auto* text :
       {"", "2026-11-24T10:00", "2026-11-24T10:00:00Z", "2026-11-24T10:00:60.000Z",
        "2026-13-24T10:00:00.000Z", "2026-11-24T10:00:0a.000Z"})
    CHECK_FALSE(read_utc(text));
}

TEST_CASE("the UTC zone goes there and back") {
  const Zone zone = utc_zone();
  const Time time = from_millis(1795514400000);
  CHECK(zone.to_local(time) == at("2026-11-24T10:00"));
  CHECK(zone.to_utc(at("2026-11-24T10:00")) == time);
}
