#include "bank/appointment.h"

#include <set>

#include "store/contacts.h"
#include "store/dues.h"
#include "store/notices.h"
#include "store/visits.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

// Ann of phone 2 is to help Ann of phone 1; it is Tue 24 Nov 2026, 10am.
struct Planning : Matched {
  Told plans(const std::string& phone, const std::string& time) {
    auto looked = does(phone, "visit.look_at_time", {{"code", code}, {"answer", time}});
    if (looked.outcome != "fits") {
      CHECK(does(phone, "visit.plan", {{"code", code}, {"time", time}}).outcome == "unknown");
      return looked;
    }
    return does(phone, "visit.plan", {{"code", code}, {"time", time}});
  }
  // The Dues of appointments that fall before `until`, as minutes from now; each is fired.
  std::vector<std::int64_t> alarms(Duration until) {
    return database->transact([&](store::Transaction& tx) {
      std::vector<std::int64_t> minutes;
      for (const auto& due : store::claim_dues(tx, {now + until, 5}, 100)) {
        if (due.kind != "appointment") continue;
        minutes.push_back(std::chrono::duration_cast<std::chrono::minutes>(due.at - now).count());
        store::Ids ids(due.at, ++seed);
        auto contact = store::contact_of(tx, {"sms", "2"}, "sms", ids.next(), due.at);
        Context context{tx, town, ids, due.at, contact};
        keep_appointment(context, due.subject, due.step);
        for (auto& alert : context.alerts) alerts.push_back(alert);
      }
      return minutes;
    });
  }
  std::multiset<std::string> told() {
    return database->transact([&](store::Transaction& tx) {
      std::multiset<std::string> events;
      const auto later = now + std::chrono::hours{24 * 30};
      for (const auto& one : store::claim_notices(tx, {later, 6}, store::Hours::open, 100))
        if (one.event.starts_with("visit."))
          events.insert(one.event + " " + std::to_string(one.member));
      return events;
    });
  }
};

TEST_CASE("a visit is planned by either side, in the hours of visits, and the other is told") {
  Planning town;
  town.member("3", "V1", {});
  CHECK(town.plans("3", "2026-11-26T14:00").outcome == "unknown");
  CHECK(town.plans("2", "2026-11-24T09:00").outcome == "not_then");
  CHECK(town.plans("2", "2026-11-26T22:00").outcome == "not_then");
  CHECK(town.does("2", "visit.look_at_time", {{"code", town.code}, {"answer", "2026-11-26"}})
            .outcome == "day_only");
  const auto planned = town.plans("2", "2026-11-26T14:00");
  CHECK(planned.outcome == "planned");
  CHECK(planned.facts == Facts{{"when", "Thu 26 Nov, 2pm"}});
  CHECK(planned.closes.size() == 1);  // nor is the helper asked for the hour again
  CHECK(town.plans("1", "2026-11-26T15:00").outcome == "planned");
  CHECK(town.told() ==
        std::multiset<std::string>{"visit.planned 2"});  // and who comes, with the hour
  CHECK(town.database->read([](auto& tx) { return store::visits(tx).front().agreed_for; }) ==
        "2026-11-26T15:00");
}

TEST_CASE("both are reminded a day and two hours before, and the evening before what is at night") {
  Planning town;
  town.plans("2", "2026-11-26T14:00");
  CHECK(town.alarms(std::chrono::hours{51}) ==
        std::vector<std::int64_t>{28 * 60, 50 * 60, 50 * 60});
  CHECK(town.told().count("visit.reminder 1") == 2);
  Planning early;
  early.plans("2", "2026-11-26T08:00");
  CHECK(early.alarms(std::chrono::hours{45}) == std::vector<std::int64_t>{22 * 60, 33 * 60});
  Planning soon;
  soon.plans("2", "2026-11-24T11:00");  // nothing that is over already
  CHECK(soon.alarms(std::chrono::hours{1}) == std::vector<std::int64_t>{0});  // where to go
}

TEST_CASE("no HERE twenty minutes after the time: the asker is asked, and a coordinator told") {
  Planning town;
  town.plans("2", "2026-11-24T14:00");
  CHECK(town.alarms(std::chrono::hours{5}).back() == 4 * 60 + 20);
  REQUIRE_FALSE(town.alerts.empty());
  CHECK(town.alerts.back().reply == "alert_missing");
  CHECK(town.told().count("visit.missing 1") == 1);
}

TEST_CASE("who is there, and what is planned anew, sets off no old alarm") {
  Planning town;
  town.plans("2", "2026-11-24T14:00");
  town.plans("2", "2026-11-24T16:00");
  CHECK(town.alarms(std::chrono::hours{5}) == std::vector<std::int64_t>{4 * 60, 4 * 60});
  town.does("2", "visit.arrive", {{"code", town.code}});
  town.alerts.clear();
  town.alarms(std::chrono::hours{30});
  CHECK(town.alerts.empty());
  CHECK(town.told().count("visit.missing 1") == 0);
  CHECK(town.plans("2", "2026-11-25T16:00").outcome == "unknown");
}

TEST_CASE("what hangs on the hour moves with a helper who comes late") {
  Planning town;
  town.plans("2", "2026-11-24T14:00");
  const Facts late = {{"code", town.code}, {"answer", "30"}};
  SECTION("said in time") {
    town.does("2", "visit.late", late);
    CHECK(town.visit().agreed_for == "2026-11-24T14:00");
    CHECK(town.alarms(std::chrono::hours{5}) ==
          std::vector<std::int64_t>{150, 150, 4 * 60 + 50});  // where to go is told, too
    CHECK(town.does("1", "job.when", {{"code", town.code}}).facts.at("when") ==
          "Tue 24 Nov, 2.30pm");
  }
  SECTION("said again it counts from the hour that was agreed") {
    town.does("2", "visit.late", late);
    town.does("2", "visit.late", {{"code", town.code}, {"answer", "40"}});
    CHECK(town.alarms(std::chrono::hours{6}).back() == 5 * 60);
  }
  SECTION("said once they were missed: they are missed again later") {
    town.alarms(std::chrono::hours{4} + std::chrono::minutes{21});
    CHECK(town.told().count("visit.missing 1") == 1);
    town.now += std::chrono::hours{4} + std::chrono::minutes{25};
    town.does("2", "visit.late", late);
    CHECK(town.alarms(std::chrono::hours{2}) == std::vector<std::int64_t>{0, 50});
    CHECK(town.told().count("visit.missing 1") == 2);
  }
  SECTION("who asked says that they came: they are to end as late as they began") {
    town.does("2", "visit.late", late);
    town.now += std::chrono::hours{4} + std::chrono::minutes{35};
    CHECK(town.does("1", "visit.came", {{"code", town.code}}).outcome == "started");
    CHECK(town.visit().planned_end == town.now + std::chrono::minutes{55});
  }
  SECTION("another hour puts an end to it") {
    town.does("2", "visit.late", late);
    town.plans("1", "2026-11-24T16:00");
    CHECK_FALSE(town.visit().expected_at);
    CHECK(town.alarms(std::chrono::hours{7}).back() == 6 * 60 + 20);
  }
}

TEST_CASE("early tomorrow and no street: the helper hears that it is asked for") {
  Planning town;
  town.now += std::chrono::hours{9};
  town.plans("2", "2026-11-25T08:30");
  town.alarms(std::chrono::hours{13});
  CHECK(town.told().count("visit.reminder_no_street 2") == 1);
  REQUIRE(town.alerts.size() == 1);
  CHECK(town.alerts.front().reply == "alert_no_address");
}

TEST_CASE("who has set out is announced once, and only their own visit") {
  Planning town;
  CHECK(town.does("1", "visit.set_out", {{"code", town.code}}).outcome == "unknown");
  CHECK(town.does("2", "visit.set_out", {{"code", town.code}}).outcome == "told");
  CHECK(town.does("2", "visit.set_out", {{"code", town.code}}).outcome == "told");
  CHECK(town.told() == std::multiset<std::string>{"visit.set_out 1"});
}

}  // namespace
}  // namespace kindbank::bank
