// A visit that may not go as agreed: the helper cannot come and says no more, or is there and has
// not said so.
#include "bank/doubt.h"

#include <catch2/catch.hpp>

#include "bank/urgent.h"
#include "store/coordinators.h"
#include "store/dues.h"
#include "store/notices.h"
#include "store/visits.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

struct Doubtful : Matched {
  Doubtful() {
    database->transact([](store::Transaction& tx) {
      store::add_coordinator(tx, {77, "Duty desk", {{"sms", "9"}}, {}, "always"});
    });
  }
  store::Visit visit() {
    return database->read([](store::Transaction& tx) { return store::visits(tx).front(); });
  }
  std::vector<std::int64_t> told(const std::string& event) {
    return database->transact([&](store::Transaction& tx) {
      std::vector<std::int64_t> members;
      for (const auto& one : store::claim_notices(tx, {now, 5}, store::Hours::open, 100))
        if (one.event == event) members.push_back(one.member);
      return members;
    });
  }
  bool settled() {
    return database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      auto contact = store::contact_of(tx, {"sms", "9"}, "sms", ids.next(), now);
      Context context{tx, town, ids, now, contact, 0};
      return is_settled(context, code);
    });
  }
  // How many have come due and were looked at.
  int doubts() {
    return database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      auto contact = store::contact_of(tx, {"sms", "9"}, "sms", ids.next(), now);
      Context context{tx, town, ids, now, contact, 0};
      int count = 0;
      for (const auto& due : store::claim_dues(tx, {now, 5}, 100)) {
        if (due.kind != "doubt") continue;
        tell_of_doubt(context, due.subject, due.step);
        ++count;
      }
      alerts = context.alerts;
      return count;
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

}  // namespace
}  // namespace kindbank::bank
