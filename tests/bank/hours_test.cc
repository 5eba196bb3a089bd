#include "bank/hours.h"

#include <rapidcheck.h>

#include "bank/afterwards.h"
#include "store/contacts.h"
#include "store/coordinators.h"
#include "store/dues.h"
#include "store/hour_reports.h"
#include "store/notices.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

// Ann of phone 1 was helped by Ann of phone 2, who has texted DONE; the desk is at phone 9.
struct Done : Desk {
  Done() {
    database->transact([](store::Transaction& tx) {
      store::add_coordinator(tx, {77, "Duty desk", {{"sms", "9"}}, {}, "always"});
    });
    member("1", "V0", {});
    member("2", "V1", {"shopping"});
    code = another();
  }
  std::string another() {
    const auto asked = does("1", "request.another",
                            {{"category", "shopping"}, {"urgency", "week"}, {"level", "V1"}})
                           .facts.at("code");
    const auto id = database->read([&](store::Transaction& tx) {
      return store::find_invitation(tx, store::find_by_code(tx, asked)->id, 2)->id;
    });
    CHECK(does("2", "invitation.accept", {{"invitation", std::to_string(id)}}).outcome == "won");
    CHECK(does("2", "visit.finish", {{"code", asked}}).outcome == "ended");
    return asked;
  }
  Told says(const std::string& minutes) {
    return does("2", "hours.report", {{"code", code}, {"answer", minutes}});
  }
  std::map<std::string, std::int64_t> balances() {
    return database->read([&](store::Transaction& tx) {
      std::map<std::string, std::int64_t> all;
      for (const auto& booking : store::bookings(tx))
        for (const auto& entry : booking.entries) all[entry.account] += entry.minutes;
      return all;
    });
  }
  // The next day comes, on which who was helped is asked how it went, and then the window closes.
  void fires(const std::string& kind, Time later) {
    database->transact([&](store::Transaction& tx) {
      for (const auto& due : store::claim_dues(tx, {later, static_cast<store::Id>(++seed)}, 100)) {
        if (due.kind != kind) continue;
        store::Ids ids(due.at, ++seed);
        auto contact = store::contact_of(tx, {"sms", "2"}, "sms", ids.next(), due.at);
        Context context{tx, town, ids, due.at, contact};
        if (kind == "went") ask_how_it_went(context, due.subject);
        if (kind == "dispute") close_dispute(context, due.subject);
      }
    });
  }
  void next_day() { fires("went", now + std::chrono::hours{26}); }
  void closes() {
    next_day();
    fires("dispute", now + std::chrono::hours{28} + dispute_within);
  }
  std::string code;
};

TEST_CASE("minutes are told back to the nearest quarter of an hour, and at least one") {
  CHECK(to_quarters(1) == 15);
  CHECK(to_quarters(22) == 15);
  CHECK(to_quarters(23) == 30);
  CHECK(to_quarters(487) == 480);
  CHECK(say_length(45) == "45 min");
  CHECK(say_length(60) == "1 h");
  CHECK(say_length(90) == "1 h 30 min");
  CHECK(say_length(0) == "0 min");
}

TEST_CASE("what a helper says is booked from who was helped, and who asked hears it") {
  Done town;
  CHECK(town.says("80") == Told{"added", {{"took", "1 h 15 min"}, {"total", "1 h 15 min"}}});
  CHECK(town.balances() ==
        std::map<std::string, std::int64_t>{{"member 1", -75}, {"member 2", 75}});
  town.database->transact([&](store::Transaction& tx) {
    const auto booking = store::bookings(tx).at(0);
    CHECK(booking.typed_by == "member 2");
    CHECK(booking.channel == "sms");
    CHECK(booking.reason == "helped");
    CHECK(booking.visit.has_value());
  });
  town.next_day();
  town.database->transact([&](store::Transaction& tx) {
    std::vector<std::string> told;
    const auto later = town.now + std::chrono::hours{26};
    for (const auto& one : store::claim_notices(tx, {later, 5}, store::Hours::open, 100)) {
      CHECK(one.event != "hours.said");
      if (one.event == "visit.next_day_hours") told.push_back(one.facts.at("took"));
    }
    CHECK(told == std::vector<std::string>{"1 h 15 min"});
  });
  CHECK(town.says("300").outcome == "unknown");  // said twice
  CHECK(town.does("1", "hours.report", {{"code", town.code}, {"answer", "60"}}).outcome ==
        "unknown");
}

TEST_CASE("what is said after who was helped was asked is told by itself") {
  Done town;
  town.next_day();
  town.now += std::chrono::hours{26};
  town.says("60");
  town.database->transact([&](store::Transaction& tx) {
    std::vector<std::string> told;
    for (const auto& one : store::claim_notices(tx, {town.now, 5}, store::Hours::open, 100))
      if (one.event == "hours.said" || one.event.starts_with("visit.next_day"))
        told.push_back(one.event);
    CHECK(told == std::vector<std::string>{"visit.next_day", "hours.said"});
  });
}

TEST_CASE("silence is a yes: once the window is closed a person is asked") {
  Done town;
  town.says("60");
  town.closes();
  CHECK(town.does("1", "hours.dispute", {{"code", town.code}}).outcome == "asked_now");
  CHECK(town.alerts.at(0).facts.at("wish") == "the hours are not right");
}

TEST_CASE("both stay whole in a dispute: the pot covers the gap, and the town what it has not") {
  Done town;
  town.says("180");
  CHECK(town.does("2", "hours.give", {{"hours", "1"}}).outcome == "given");
  CHECK(town.does("1", "hours.dispute", {{"code", town.code}}).facts.at("took") == "3 h");
  town.closes();  // a dispute is not closed by time
  CHECK(town.does("1", "hours.other_side", {{"code", town.code}, {"answer", "60"}}) ==
        Told{"counted", {{"counted", "1 h"}}});
  CHECK(town.alerts.at(0).facts.at("wish") == "says it took 1 h, not 3 h");
  CHECK(town.balances() == std::map<std::string, std::int64_t>{
                               {"member 1", -60}, {"member 2", 120}, {"pot", 0}, {"town", -60}});
  // Said twice it counts once.
  town.does("1", "hours.other_side", {{"code", town.code}, {"answer", "15"}});
  CHECK(town.balances().at("member 1") == -60);
}

TEST_CASE("nobody but who asked disputes, and nobody but a coordinator sets") {
  Done town;
  town.says("180");
  town.member("3", "V0", {});
  CHECK(town.does("3", "hours.dispute", {{"code", town.code}}).outcome == "asked_now");
  CHECK(town.alerts.at(0).reply == "alert_person");  // of a job that is not theirs nothing is said
  CHECK(town.does("3", "hours.other_side", {{"code", town.code}, {"answer", "15"}}).outcome ==
        "counted");
  CHECK(town.does("2", "hours.set", {{"code", town.code}, {"minutes", "480"}}).outcome ==
        "unchanged");
  CHECK(town.does("9", "hours.set", {{"code", "Q9Q9"}, {"minutes", "60"}}).outcome == "unchanged");
  CHECK(town.balances() ==
        std::map<std::string, std::int64_t>{{"member 1", -180}, {"member 2", 180}});
}

TEST_CASE("a coordinator sets hours by reversal, within thirty days") {
  Done town;
  town.says("180");
  town.does("2", "hours.give_job", {{"code", town.code}});
  CHECK(town.does("9", "hours.dispute", {{"code", town.code}}).outcome == "desk");
  CHECK(town.does("9", "hours.set", {{"code", town.code}, {"minutes", "60"}}).facts.at("took") ==
        "1 h");
  CHECK(town.balances() ==
        std::map<std::string, std::int64_t>{{"member 1", -60}, {"member 2", 0}, {"pot", 60}});
  town.database->read([](store::Transaction& tx) {
    for (const auto& booking : store::bookings(tx))
      CHECK((booking.typed_by == "coordinator 77") ==
            (booking.reverses || booking.entries.front().minutes == 60 ||
             booking.entries.front().minutes == -60));
  });
  CHECK(town.does("9", "hours.set", {{"code", town.code}}).facts.at("took") == "0 min");
  CHECK(town.balances() ==
        std::map<std::string, std::int64_t>{{"member 1", 0}, {"member 2", 0}, {"pot", 0}});
  town.now += std::chrono::hours{24 * 31};
  CHECK(town.does("9", "hours.set", {{"code", town.code}, {"minutes", "60"}}).outcome ==
        "unchanged");
  CHECK(town.does("9", "hours.dispute", {{"code", town.code}}).outcome == "too_old");
}

TEST_CASE("a gift that is taken back after it has covered a gap leaves the pot at nothing") {
  Done town;
  town.says("60");
  town.does("2", "hours.give_job", {{"code", town.code}});
  const auto gift = town.code;
  town.code = town.another();
  town.says("180");
  town.does("1", "hours.dispute", {{"code", town.code}});
  town.does("1", "hours.other_side", {{"code", town.code}, {"answer", "120"}});  // an hour of gap
  CHECK(town.balances().at("pot") == 0);
  CHECK(town.does("9", "hours.set", {{"code", gift}}).outcome == "set");
  CHECK(town.balances().at("pot") == 0);
  CHECK(town.balances().at("town") == -60);
}

TEST_CASE("who gives all gives each visit's hours as they are booked, until they say otherwise") {
  Done town;
  CHECK(town.does("3", "hours.give_all", {{"wish", "all"}}).outcome == "keep");
  CHECK(town.does("2", "hours.give_all", {{"wish", "all"}}).outcome == "all");
  CHECK(town.says("60") == Told{"given", {{"took", "1 h"}, {"total", "1 h"}, {"pot", "1 h"}}});
  CHECK(town.balances().at("pot") == 60);
  CHECK(town.does("2", "hours.give_all", {{"wish", "keep"}}).outcome == "keep");
  town.code = town.another();
  CHECK(town.says("60").outcome == "added");
}

TEST_CASE("a coordinator books what somebody gave to a group, and the town had it") {
  Done town;
  const Facts hour = {{"number", "2"}, {"answer", "60"}};
  CHECK(town.does("2", "hours.group", hour).outcome == "not_added");
  CHECK(town.does("9", "hours.group_look", {{"number", "7"}}).outcome == "unknown");
  CHECK(town.does("9", "hours.group_look", {{"number", "2"}}).outcome == "known");
  CHECK(town.does("9", "hours.group", {{"number", "2"}, {"answer", "500"}}).outcome == "not_added");
  CHECK(town.does("9", "hours.group", hour).facts.at("took") == "1 h");
  CHECK(town.balances() == std::map<std::string, std::int64_t>{{"member 2", 60}, {"town", -60}});
}

TEST_CASE("more than eight hours are booked when a person has looked") {
  Done town;
  CHECK(town.says("480").outcome == "added");
  town.code = town.another();
  CHECK(town.says("600").outcome == "held");
  CHECK(town.alerts.at(0).facts.at("wish") == "says it took 10 h, please check");
  CHECK(town.balances().at("member 2") == 480);
  CHECK(town.does("9", "hours.set", {{"code", town.code}, {"minutes", "540"}}).outcome == "set");
  CHECK(town.balances().at("member 2") == 1020);
}

TEST_CASE("nobody gives away what they do not have, and help is not refused for a balance") {
  Done town;
  CHECK(town.does("2", "hours.give", {{"hours", "1"}}).outcome == "nothing");
  town.says("45");
  CHECK(town.does("2", "hours.give", {{"hours", "1"}}) == Told{"not_yet", {{"left", "45 min"}}});
  town.code = town.another();
  town.says("90");
  CHECK(town.does("2", "hours.give", {}).outcome == "how_many");
  CHECK(town.does("2", "hours.give", {{"hours", "0"}}).outcome == "how_many");
  CHECK(town.does("2", "hours.give", {{"hours", "3"}}) == Told{"too_many", {{"most", "2"}}});
  CHECK(town.does("2", "hours.give", {{"hours", "2"}}) ==
        Told{"given", {{"gift", "2 h"}, {"pot", "2 h"}}});
  CHECK(town.does("2", "hours.look", {}).facts.at("given") == "2 h 15 min");  // it stays given
  CHECK(town.does("1", "hours.give", {{"hours", "1"}}).outcome == "nothing");
  CHECK(town.does("1", "request.another",
                  {{"category", "shopping"}, {"urgency", "week"}, {"level", "V1"}})
            .outcome == "opened");
}

TEST_CASE("the ledger of hours sums to zero in whatever order things are done", "[rapidcheck]") {
  const bool held = rc::check([] {
    Done town;
    const int steps = *rc::gen::inRange(1, 15);
    for (int step = 0; step < steps; ++step) {
      const auto minutes = std::to_string(*rc::gen::inRange(1, 600));
      const Facts job = {{"code", town.code}, {"answer", minutes}, {"minutes", minutes}};
      switch (*rc::gen::inRange(0, 7)) {
        case 0:
          town.says(minutes);
          break;
        case 1:
          town.does("1", "hours.dispute", job);
          break;
        case 2:
          town.does("1", "hours.other_side", job);
          break;
        case 3:
          town.does("9", "hours.set", job);
          break;
        case 4:
          town.does("2", "hours.give_job", job);
          break;
        case 5:
          town.does("2", "hours.give", {{"hours", std::to_string(*rc::gen::inRange(0, 4))}});
          break;
        default:
          town.closes();
      }
      std::int64_t sum = 0;
      for (const auto& [account, balance] : town.balances()) sum += balance;
      RC_ASSERT(sum == 0);
    }
  });
  CHECK(held);
}

}  // namespace
}  // namespace kindbank::bank
