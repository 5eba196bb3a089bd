#include "bot/zone.h"

#include <catch2/catch.hpp>

using namespace kindbank;

namespace {

Zone london() { return bot::load_zone("Europe/London").value(); }
LocalTime clock_at(std::string_view text) { return read_local_time(text).value(); }
std::string utc_of(std::string_view text) { return say_utc(london().to_utc(clock_at(text))); }
std::string local_of(std::string_view utc) {
  const LocalTime local = london().to_local(utc_zone().to_utc(clock_at(utc)));
  return say_day(local) + " " + std::to_string(local.hour) + ":" + std::to_string(local.minute);
}

}  // namespace

TEST_CASE("winter and summer have their own clocks") {
  CHECK(local_of("2026-11-24T10:00") == "Tue 24 Nov 10:0");
  CHECK(local_of("2026-06-30T23:15") == "Wed 1 Jul 0:15");
  CHECK(utc_of("2026-11-24T10:00") == "2026-11-24T10:00:00.000Z");
  CHECK(utc_of("2026-07-01T00:15") == "2026-06-30T23:15:00.000Z");
}

TEST_CASE("the hour that spring leaves out is taken as its end") {
  CHECK(utc_of("2026-03-29T00:59") == "2026-03-29T00:59:00.000Z");
  CHECK(utc_of("2026-03-29T01:00") == "2026-03-29T01:00:00.000Z");
  CHECK(utc_of("2026-03-29T01:30") == "2026-03-29T01:00:00.000Z");
  CHECK(utc_of("2026-03-29T02:00") == "2026-03-29T01:00:00.000Z");
  CHECK(local_of("2026-03-29T01:00") == "Sun 29 Mar 2:0");
}

TEST_CASE("the hour that autumn has twice is taken the first time") {
  CHECK(utc_of("2026-10-25T00:30") == "2026-10-24T23:30:00.000Z");
  CHECK(utc_of("2026-10-25T01:30") == "2026-10-25T00:30:00.000Z");
  CHECK(utc_of("2026-10-25T02:00") == "2026-10-25T02:00:00.000Z");
  CHECK(local_of("2026-10-25T00:30") == "Sun 25 Oct 1:30");
  CHECK(local_of("2026-10-25T01:30") == "Sun 25 Oct 1:30");
}

TEST_CASE("a zone that is not there is said") {
  for (const auto* name : {"", "Europe/Stevenage", "../../etc/passwd", "/etc/localtime"}) {
    INFO(name);
    CHECK_FALSE(bot::load_zone(name));
  }
}
