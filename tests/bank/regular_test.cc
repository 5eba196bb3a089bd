// Regular help, on a real ledger of either engine.
#include "bank/regular.h"

#include "store/contacts.h"
#include "store/dues.h"
#include "store/notices.h"
#include "store/series.h"
#include "store/visits.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

using std::chrono::hours;

// Ann of phone 2 comes to Ann of phone 1 on Thu 26 Nov, 2pm.
struct Weekly : Matched {
  explicit Weekly(const std::string& often = "week") {
    does("2", "visit.plan", {{"code", code}, {"time", "2026-11-26T14:00"}});
    CHECK(does("1", "series.look", {{"code", code}}).outcome == "can");
    CHECK(does("1", "series.propose", {{"code", code}, {"often", often}}).outcome == "asked");
  }
  store::Series series() {
    return database->read(
        [](store::Transaction& tx) { return *store::find_series(tx, id_of(tx)); });
  }
  Told answers(const std::string& action) {
    return does("2", action, {{"series", std::to_string(series().id)}});
  }
  static store::Id id_of(store::Transaction& tx) {
    return std::get<0>(*tx.row<store::Id>("SELECT id FROM series", {}));
  }
  // What is due by then; `now` goes with it.
  void until(Time then) {
    database->transact([&](store::Transaction& tx) {
      for (const auto& due : store::claim_dues(tx, {then, 5}, 200)) {
        store::Ids ids(due.at, ++seed);
        auto contact = store::contact_of(tx, {"sms", "2"}, "sms", ids.next(), due.at);
        Context context{tx, town, ids, due.at, contact};
        if (due.kind == "series") make_visit(context, due.subject, due.step);
        if (due.kind == "review") review_series(context, due.subject, due.step);
        for (auto& alert : context.alerts) alerts.push_back(alert);
      }
    });
    now = then;
  }
  std::int64_t told(const std::string& event) {
    return database->read([&](store::Transaction& tx) {
      return std::get<0>(
          *tx.row<std::int64_t>("SELECT COUNT(*) FROM notices WHERE event = :a", {event}));
    });
  }
  std::vector<std::string> hours_of_visits() {
    return database->read([](store::Transaction& tx) {
      std::vector<std::string> times;
      for (const auto& visit : store::visits(tx))
        times.push_back(visit.agreed_for.value_or("") + " " + visit.state);
      return times;
    });
  }
};

TEST_CASE("the visits of regular help are made one after the other, with the same helper") {
  Weekly town;
  CHECK(town.answers("series.accept").facts.at("when") == "Thu 3 Dec, 2pm");
  town.until(town.now + hours{24 * 3 + 5});
  town.until(town.now + hours{24 * 7});
  CHECK(town.hours_of_visits() == std::vector<std::string>{"2026-11-26T14:00 agreed",
                                                           "2026-12-03T14:00 agreed",
                                                           "2026-12-10T14:00 agreed"});
  CHECK(town.series().next == "2026-12-17T14:00");
}

TEST_CASE("the hour stays what the clock shows where the clocks change") {
  Weekly town("fortnight");
  town.answers("series.accept");
  CHECK(town.series().next == "2026-12-10T14:00");
}

TEST_CASE("a helper may say no, and then nothing is made") {
  Weekly town;
  CHECK(town.answers("series.decline").outcome == "declined");
  CHECK(town.answers("series.accept").outcome == "over");
  town.until(town.now + hours{24 * 14});
  CHECK(town.hours_of_visits().size() == 1);
}

TEST_CASE("a visit is left out, four weeks are, or all that come") {
  Weekly town;
  CHECK(town.does("2", "series.current", {}).outcome == "none");
  CHECK(town.does("1", "series.propose", {{"code", town.code}, {"often", "week"}}).outcome ==
        "unknown");  // it is asked already
  town.answers("series.accept");
  CHECK(town.does("1", "series.current", {}).facts.at("day") == "every week");
  town.until(town.now + hours{24 * 4});
  CHECK(town.does("1", "series.change", {{"wish", "once"}}).facts.at("when") == "Thu 10 Dec, 2pm");
  CHECK(town.hours_of_visits().back() == "2026-12-03T14:00 called_off");
  CHECK(town.does("2", "series.change", {{"wish", "month"}}).facts.at("when") == "Thu 7 Jan, 2pm");
  CHECK(town.does("2", "series.change", {{"wish", "end"}}).outcome == "ended");
  town.until(town.now + hours{24 * 90});
  CHECK(town.hours_of_visits().size() == 2);
}

TEST_CASE("a visit on a bank holiday is left out, and both hear it once") {
  Weekly town;
  town.town.holidays = {"2026-12-03", "2026-12-10"};
  town.answers("series.accept");
  for (int day = 0; day < 5; ++day) town.until(town.now + hours{24});
  CHECK(town.hours_of_visits().size() == 1);
  CHECK(town.series().next == "2026-12-17T14:00");
  CHECK(town.told("series.holiday") == 2);
  for (int day = 0; day < 13; ++day) town.until(town.now + hours{24});
  CHECK(town.hours_of_visits().back() == "2026-12-17T14:00 agreed");
}

TEST_CASE("who leaves out a visit that is not made yet has the other side told, each time") {
  Weekly town;
  town.answers("series.accept");
  CHECK(town.does("1", "series.change", {{"wish", "once"}}).facts.at("when") == "Thu 10 Dec, 2pm");
  CHECK(town.does("2", "series.change", {{"wish", "once"}}).facts.at("when") == "Thu 17 Dec, 2pm");
  CHECK(town.told("series.left_out") == 2);
}

TEST_CASE("others are asked for what the regular helper cannot do, and the helper is not") {
  Weekly town;
  town.member("3", "V1", {"shopping"});
  town.answers("series.accept");
  town.until(town.now + hours{24 * 4});
  town.does("2", "series.change", {{"wish", "once"}});
  const auto code =
      town.database->read([](store::Transaction& tx) { return store::visits(tx).back().code; });
  CHECK(town.does("2", "request.again", {{"code", code}}).outcome == "over");  // not theirs
  CHECK(town.does("1", "request.again", {{"code", code}}).outcome == "opened");
  town.database->read([](store::Transaction& tx) {
    const auto request = store::requests(tx).back();
    CHECK(request.wanted == "2026-12-03T14:00");
    CHECK(request.vetting == "V1");
    for (const auto& one : store::invitations_of_request(tx, request.id))
      CHECK(one.state == (one.member == 2 ? "declined" : "invited"));
    CHECK(store::invitations_of_request(tx, request.id).size() == 2);
  });
  town.now += hours{24 * 9};
  CHECK(town.does("1", "request.again", {{"code", code}}).outcome == "over");  // too late
}

TEST_CASE("a person asks after a member who has said nothing for two weeks, once") {
  Weekly town;
  town.database->transact([&](store::Transaction& tx) {
    tx.run("UPDATE contacts SET last_heard_at = :a", {store::value(town.now)});
  });
  town.answers("series.accept");
  town.alerts.clear();
  for (int day = 0; day < 35; ++day) town.until(town.now + hours{24});
  CHECK(std::count_if(town.alerts.begin(), town.alerts.end(),
                      [](const auto& one) { return one.reply == "alert_silent"; }) == 1);
}

TEST_CASE("a person asks both how it is every six weeks") {
  Weekly town;
  town.answers("series.accept");
  town.alerts.clear();
  town.until(town.now + hours{24 * 42});
  REQUIRE_FALSE(town.alerts.empty());
  CHECK(town.alerts.back().reply == "alert_review");
}

}  // namespace
}  // namespace kindbank::bank
