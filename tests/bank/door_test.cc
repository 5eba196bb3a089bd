// A helper stands at a door that nobody opens.
#include "bank/door.h"

#include <catch2/catch.hpp>

#include "bank/urgent.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

struct ShutOut : Matched {
  ShutOut() { does("2", "visit.say_time", {{"code", code}, {"answer", "2026-11-24T14:00"}}); }
  std::string says(const std::string& action) { return does("2", action, job()).outcome; }
  Facts job() const { return {{"code", code}}; }
  bool settled() {
    return as("9", [&](Context& context) { return is_settled(context, code); });
  }
};

TEST_CASE("nobody opens: the desk and who asked hear it at once, and once") {
  ShutOut town;
  town.coordinator(77, "Duty desk", "9");
  town.now += std::chrono::hours{4};
  CHECK(town.says("visit.shut_out") == "asked_now");
  REQUIRE(town.alerts.size() == 1);
  CHECK(town.alerts[0].reply == "alert_shut_out");
  CHECK(town.alerts[0].code == town.code);  // it goes on to the next of the rota
  CHECK(town.alerts[0].not_before == town.now);
  CHECK(town.told("visit.at_door") == std::vector<std::int64_t>{1});
  CHECK_FALSE(town.settled());
  CHECK(town.says("visit.shut_out") == "asked_now");
  CHECK(town.alerts.empty());
  SECTION("the door is opened") { CHECK(town.says("visit.opened") == "opened"); }
  SECTION("they say that they are there") { CHECK(town.says("visit.arrive") == "started"); }
  REQUIRE(town.alerts.size() == 1);
  CHECK(town.alerts[0].reply == "alert_opened");
  CHECK(town.settled());
  CHECK(town.says("visit.opened") == "opened");
  CHECK(town.alerts.empty());
}

TEST_CASE("at night it waits for no morning, whoever is told") {
  ShutOut town;
  town.coordinator(77, "Duty desk", "9");
  town.now = utc_zone().to_utc({2026, 11, 24, 22, 0, 0});
  CHECK(town.says("visit.shut_out") == "asked_now");
  REQUIRE(town.alerts.size() == 1);
  CHECK(town.alerts[0].not_before == town.now);
}

TEST_CASE("where nobody can be told, or it is not the day, nothing is promised") {
  ShutOut town;
  CHECK(town.does("1", "visit.shut_out", town.job()).outcome == "unknown");
  CHECK(town.says("visit.shut_out") == "nobody");
  town.does("2", "visit.plan", {{"code", town.code}, {"time", "2026-11-26T14:00"}});
  CHECK(town.does("2", "visit.shut_out", town.job()) ==
        Told{"early", {{"when", "Thu 26 Nov, 2pm"}}});
}

}  // namespace
}  // namespace kindbank::bank
