// A visit that may not go as agreed: the helper cannot come and says no more, or is there and has
// not said so.
#include "bank/doubt.h"

#include <catch2/catch.hpp>

#include "bank/urgent.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

struct Doubtful : Matched {
  Doubtful() { coordinator(77, "Duty desk", "9"); }
  bool settled() {
    return as("9", [&](Context& context) { return is_settled(context, code); });
  }
  // How many have come due and were looked at.
  int doubts() {
    return fires("doubt", [](Context& context, const store::Due& due) {
      tell_of_doubt(context, due.subject, due.step);
    });
  }
};

TEST_CASE("who asked says that the helper is there, and nobody looks for them any more") {
  Doubtful town;
  town.does("2", "visit.say_time", {{"code", town.code}, {"answer", "2026-11-24T14:00"}});
  CHECK(town.does("2", "visit.came", {{"code", town.code}}).outcome == "unknown");
  town.now += std::chrono::minutes{4 * 60 + 25};
  CHECK(town.does("1", "visit.came", {{"code", town.code}}).outcome == "started");
  CHECK(town.visit().state == "started");
  CHECK(town.visit().planned_end == town.now + std::chrono::minutes{35});  // an hour from 2pm on
  CHECK(town.settled());
}

TEST_CASE("who cannot come and says no more is looked after in time for the visit") {
  Doubtful town;
  const auto [hour, within] = GENERATE(
      table<std::string, std::chrono::minutes>({{"2026-11-24T14:00", std::chrono::minutes{15}},
                                                {"2026-11-26T14:00", std::chrono::hours{2}}}));
  town.does("2", "visit.say_time", {{"code", town.code}, {"answer", hour}});
  const Facts doubt = {{"code", town.code}, {"asked", "cannot_come"}};
  town.does("2", "job.doubt", doubt);
  SECTION("the desk and who asked hear it") {
    town.now += within;
    CHECK(town.doubts() == 1);
    REQUIRE(town.alerts.size() == 1);
    CHECK(town.alerts[0].reply == "alert_job");
    CHECK(town.told("visit.in_doubt") == std::vector<std::int64_t>{1});
    town.does("2", "job.stays", {{"code", town.code}});
    CHECK(town.told("visit.planned") == std::vector<std::int64_t>{1});  // all is well again
    town.does("2", "job.doubt", doubt);
    town.now += within;
    CHECK(town.doubts() == 1);
    CHECK(town.told("visit.in_doubt") == std::vector<std::int64_t>{1, 1});
  }
  SECTION("the desk and the helper hear it of who asked") {
    town.does("1", "job.stays", {{"code", town.code}});
    town.does("1", "job.doubt", doubt);
    town.now += within;
    CHECK(town.doubts() == 1);
    REQUIRE(town.alerts.size() == 1);
    CHECK(town.told("visit.in_doubt_helper") == std::vector<std::int64_t>{2});
    CHECK(town.told("visit.in_doubt").empty());
  }
  SECTION("not before") {
    town.now += within - std::chrono::minutes{1};
    CHECK(town.doubts() == 0);
  }
  SECTION("nothing follows where they say more") {
    const auto& [action, arguments] =
        GENERATE(table<std::string, Facts>({{"job.stays", {}},
                                            {"visit.late", {{"answer", "20"}}},
                                            {"visit.plan", {{"time", "2026-11-27T10:00"}}},
                                            {"visit.set_out", {}}}));
    auto said = arguments;
    said["code"] = town.code;
    town.does("2", action, said);
    town.now += within;
    CHECK(town.doubts() == 0);
  }
  SECTION("CHANGE alone leaves no doubt") {
    town.does("2", "job.stays", {{"code", town.code}});
    town.does("2", "job.doubt", {{"code", town.code}});
    town.now += within;
    CHECK(town.doubts() == 0);
  }
}

TEST_CASE("who cancels and says no more: the other side hears it, where it is clear of which job") {
  Doubtful town;
  SECTION("one job") {
    town.does("1", "job.in_doubt", {});
    CHECK(town.told("visit.in_doubt_helper") == std::vector<std::int64_t>{2});
  }
  SECTION("two, and one is named") {
    town.asks("2");
    town.does("2", "job.in_doubt", {{"code", town.code}});
    CHECK(town.told("visit.in_doubt") == std::vector<std::int64_t>{1});
  }
  SECTION("none has a visit") {
    town.does("2", "job.let_go", {{"code", town.code}});
    town.does("1", "job.in_doubt", {});
    CHECK(town.told("visit.in_doubt_helper").empty());
  }
}

}  // namespace
}  // namespace kindbank::bank
