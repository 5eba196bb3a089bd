// What is done about an agreed job, and what volunteers ask of the bank, on a real ledger.
#include <catch2/catch.hpp>

#include "bank/lists.h"
#include "bank/people.h"
#include "bank/rota.h"
#include "bank/visits.h"
#include "store/dues.h"
#include "store/incidents.h"
#include "store/invitations.h"
#include "store/notices.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

struct Agreed : Matched {
  Agreed() { coordinator(77, "Duty desk", "9"); }
  std::string request_state() {
    return database->read([](store::Transaction& tx) { return store::requests(tx).front().state; });
  }
  std::vector<Facts> listed(const std::string& phone, std::string_view list) {
    return as(phone, [&](Context& context) { return list_of(context, list); });
  }
  // What the coordinators hear of a crisis with this letter.
  CoordinatorAlert incident(const std::string& phone, const dialog::Alert& alert) {
    as(phone, [&](Context& context) {
      open_incident(context, alert, "the words");
      return 0;
    });
    REQUIRE(alerts.size() == 1);
    return alerts.front();
  }
  std::vector<Time> break_ends() {
    return database->transact([&](store::Transaction& tx) {
      std::vector<Time> ends;
      const auto later = now + std::chrono::hours{24 * 900};
      for (const auto& due : store::claim_dues(tx, {later, 5}, 100))
        if (due.kind == "break") ends.push_back(due.at);
      return ends;
    });
  }
};

TEST_CASE("a helper arrives, stays and finishes, and nobody else does it for them") {
  Agreed town;
  const Facts job = {{"code", town.code}};
  CHECK(town.listed("2", "open_visits") ==
        std::vector<Facts>{{{"code", town.code}, {"task", "some shopping"}, {"first", "Ann"}}});
  CHECK(town.listed("1", "open_visits").empty());
  CHECK(town.listed("1", "open_jobs").size() == 1);
  CHECK(town.listed("3", "open_jobs").empty());
  CHECK(town.does("1", "visit.arrive", job).outcome == "unknown");
  CHECK(town.does("1", "visit.finish", job).outcome == "unknown");
  CHECK(town.does("2", "visit.stay", {}).outcome == "nothing");
  CHECK(town.does("2", "visit.arrive", job).outcome == "started");
  CHECK(town.does("2", "visit.arrive", job).outcome == "started");  // said twice
  CHECK(town.visit().state == "started");
  CHECK(town.does("2", "visit.stay", {}).outcome == "visiting");
  CHECK(town.does("2", "visit.finish", job).outcome == "ended");
  CHECK(town.visit().state == "ended");
  CHECK(town.request_state() == "done");
  CHECK(town.does("2", "visit.finish", job).outcome == "ended");  // how long is still to be said
  CHECK(town.listed("2", "unfinished_visits").size() == 1);
  CHECK(town.does("2", "hours.report", {{"code", town.code}, {"answer", "60"}}).outcome == "added");
  CHECK(town.does("2", "visit.finish", job).outcome == "unknown");
  CHECK(town.listed("2", "unfinished_visits").empty());
  CHECK(town.listed("2", "open_jobs").empty());
}

TEST_CASE("a change reaches a person with the job's code, the side and the wish") {
  Agreed town;
  CHECK(town.does("2", "job.change", {{"code", town.code}, {"wish", "cannot"}}).outcome ==
        "asked_now");
  REQUIRE(town.alerts.size() == 1);
  CHECK(town.alerts[0].reply == "alert_job");
  CHECK(town.alerts[0].facts == Facts{{"code", town.code},
                                      {"who", "Ann, member 2 at 2"},
                                      {"side", "helper of"},
                                      {"wish", "cannot come"}});
  town.does("2", "visit.arrive", {{"code", town.code}});
  town.does("1", "job.change", {{"code", town.code}, {"wish", "drop"}});  // the helper is there
  CHECK(town.alerts[0].facts.at("side") == "who asked for");
  CHECK(town.alerts[0].facts.at("wish") == "not needed any more");
  town.does("1", "job.dispute", {{"code", town.code}});
  CHECK(town.alerts[0].facts.at("wish") == "the hours are not right");
  town.member("3", "V0", {});
  town.does("3", "job.change", {{"code", town.code}, {"wish", "drop"}});
  CHECK(town.alerts[0].reply == "alert_person");  // of a job that is not theirs nothing is said
}

TEST_CASE("what its asker does not need any more is called off, and the helper is told") {
  Agreed town;
  CHECK(town.does("1", "job.change", {{"code", town.code}, {"wish", "drop"}}) ==
        Told{"called_off", {{"code", town.code}}, {"job " + town.code}});
  CHECK(town.alerts.empty());
  CHECK(town.request_state() == "cancelled");
  CHECK(town.visit().state == "called_off");
  CHECK(town.told("visit.called_off") == std::vector<std::int64_t>{2});
  CHECK(town.does("2", "visit.arrive", {{"code", town.code}}).outcome == "unknown");
  CHECK(town.does("1", "job.change", {{"code", town.code}, {"wish", "drop"}}).outcome !=
        "called_off");
}

TEST_CASE("a helper whom no text reaches is told by a person that nobody is to go") {
  Agreed town;
  CHECK(town.does("2", "contact.stop", {}) == Told{"gave_back", {{"jobs", town.code}}});
  REQUIRE(!town.alerts.empty());
  CHECK(town.alerts[0].reply == "alert_stopped");
  CHECK(town.alerts[0].facts.at("who") == "Ann, member 2");
  CHECK(town.visit().state == "called_off");
  CHECK(town.request_state() == "open");
  CHECK(town.told("request.reopened").empty());  // of whose coming they were not told yet
}

TEST_CASE("a STOP in the middle of a visit says whom to ring, from either side") {
  Agreed town;
  town.does("2", "visit.arrive", {{"code", town.code}});
  for (const auto& [phone, other] : {std::pair{"2", "1"}, std::pair{"1", "2"}}) {
    town.does(phone, "contact.stop", {});
    REQUIRE(town.alerts.size() == 1);
    CHECK(town.alerts[0].reply == "alert_stopped_visit");
    CHECK(town.alerts[0].facts.at("phone") == phone);
    CHECK(town.alerts[0].facts.at("jobs") ==
          ", job " + town.code + " with Ann, member " + other + ", Old Town");
  }
}

TEST_CASE("a coordinator takes an incident, and another one hears who has it") {
  Agreed town;
  town.coordinator(78, "Second desk", "8");
  const auto code =
      town.incident("1", {dialog::Alert::Kind::crisis, "B", "want to die"}).facts.at("code");
  const auto take = [&](const std::string& phone, const std::string& what) {
    return town.does(phone, "incident.take", {{"code", what}});
  };
  CHECK(take("2", code).outcome == "not_allowed");
  CHECK(take("9", "Z9Z9").outcome == "unknown");
  CHECK(take("9", town.code).outcome == "job");
  CHECK(take("9", code) == Told{"mine", {{"code", code}}});
  CHECK(take("9", code).outcome == "mine");  // said twice
  CHECK(take("8", code) == Told{"taken", {{"by", "Duty desk"}}});
  CHECK(town.does("9", "incident.clear", {{"code", code}}).outcome == "cleared");
  CHECK(take("8", code).outcome == "clear");
}

TEST_CASE("a coordinator closes what nobody can do, and everybody in it is told") {
  Agreed town;
  const auto close = [&](const std::string& phone, const std::string& what) {
    return town.does(phone, "request.close", {{"code", what}});
  };
  CHECK(close("1", town.code).outcome == "not_allowed");
  CHECK(close("9", "Z9Z9").outcome == "unknown");
  SECTION("a helper had said yes") {
    CHECK(close("9", town.code) == Told{"called_off", {{"code", town.code}}});
    CHECK(town.request_state() == "unmet");
    CHECK(town.visit().state == "called_off");
    CHECK(town.told("request.called_off") == std::vector<std::int64_t>{1});
    CHECK(town.told("visit.called_off") == std::vector<std::int64_t>{2});
    CHECK(close("9", town.code).outcome == "over");
  }
  SECTION("the asker gets no texts: a person is asked to tell them") {
    town.does("1", "contact.stop", {});
    close("9", town.code);
    REQUIRE(town.alerts.size() == 1);
    CHECK(town.alerts[0].reply == "alert_untold");
    CHECK(town.alerts[0].facts.at("who") == "Ann, member 1");
  }
  SECTION("the helper is there") {
    town.does("2", "visit.arrive", {{"code", town.code}});
    CHECK(close("9", town.code).outcome == "under_way");
    CHECK(town.request_state() == "matched");
  }
}

TEST_CASE(
    "who stopped the phone that they use is told by a person, whatever other phone they have") {
  Agreed town;
  town.database->transact([&](store::Transaction& tx) {
    store::Ids ids(town.now, 999);
    const auto contact = store::contact_of(tx, {"sms", "11"}, "sms", ids.next(), town.now);
    store::link_member(tx, contact.id, 1);
    store::heard(tx, contact.id, "sms", town.now);
    store::set_stopped(tx, contact.address, town.now);
  });
  town.does("9", "request.close", {{"code", town.code}});
  REQUIRE(town.alerts.size() == 1);
  CHECK(town.alerts[0].reply == "alert_untold");
}

TEST_CASE("a coordinator holds new requests back and takes them again") {
  Agreed town;
  town.member("3", "V0", {});
  CHECK(town.does("1", "intake.set", {{"wish", "pause"}}).outcome == "not_allowed");
  CHECK(town.does("9", "intake.set", {{"wish", "maybe"}}).outcome == "unknown");
  CHECK(town.does("9", "intake.set", {{"wish", "pause"}}).outcome == "paused");
  CHECK(town.does("3", "intake.check", {}).outcome == "paused");
  CHECK(town.asks("3").outcome == "paused");
  CHECK(town.does("9", "intake.set", {{"wish", "open"}}).outcome == "open");
  CHECK(town.does("3", "intake.check", {}).outcome == "open");
  CHECK(town.asks("3").outcome == "opened");
}

TEST_CASE("RED tells at once who, where to ring, and which job") {
  Agreed town;
  town.now = utc_zone().to_utc({2026, 11, 24, 23, 0, 0});  // at night, too
  const dialog::Alert alert{dialog::Alert::Kind::crisis, "RED", "=red"};
  const auto told = town.incident("2", alert);
  CHECK(told.reply == "alert_red");
  CHECK(told.not_before == town.now);
  CHECK(told.facts.at("who") == "Ann, member 2");
  CHECK(told.facts.at("phone") == "2");
  CHECK(told.facts.at("jobs") == ", job " + town.code + " with Ann, member 1, Old Town");
  CHECK(town.incident("1", alert).facts.at("jobs") ==
        ", job " + town.code + " with Ann, member 2, Old Town");
  CHECK(town.incident("8", alert).facts.at("jobs").empty());
  town.database->read(
      [](store::Transaction& tx) { CHECK(store::incidents(tx).front().incident_class == "RED"); });
}

TEST_CASE("an alert names every class that was heard") {
  Agreed town;
  const auto told = town.incident("1", {dialog::Alert::Kind::crisis, "B", "want to die", {"D"}});
  CHECK(told.reply == "alert_crisis");
  CHECK(told.facts.at("letters") == "B and D");
}

TEST_CASE("a break holds back what was not asked yet, and START ends it") {
  Agreed town;
  CHECK(town.does("1", "offer.pause", {}).outcome == "nothing");
  CHECK(town.does("2", "offer.pause", {}) ==
        Told{"with_jobs", {{"jobs", town.code}, {"day", "Tue 22 Dec"}}});
  town.does("2", "visit.finish", {{"code", town.code}});
  CHECK(town.does("2", "offer.pause", {}).outcome == "paused");
  town.member("3", "V0", {});
  town.asks("3");
  CHECK(town.invited().size() == 1);
  CHECK(town.does("2", "contact.start", {}).outcome == "started");
  CHECK(town.invited().size() == 2);  // asked for what is still open
  CHECK(town.does("2", "offer.pause", {}).outcome == "paused");
  town.database->read([](store::Transaction& tx) {  // it had not left yet, so it never will
    int released = 0;
    for (const auto& one : store::invitations(tx)) released += one.state == "released" ? 1 : 0;
    CHECK(released == 1);
  });
}

TEST_CASE("a break ends by itself, on the day that was said") {
  Agreed town;
  town.does("2", "visit.finish", {{"code", town.code}});
  CHECK(town.does("2", "offer.pause", {{"weeks", "2"}}) == Told{"paused", {{"day", "Tue 8 Dec"}}});
  CHECK(town.break_ends() == std::vector<Time>{town.now + std::chrono::hours{24 * 14}});
  CHECK(town.does("2", "offer.pause", {}).facts.at("day") == "Tue 22 Dec");  // the last counts
  CHECK(town.break_ends() == std::vector<Time>{town.now + std::chrono::hours{24 * 28}});
  CHECK(town.does("2", "offer.pause", {{"weeks", "52"}}).facts.at("day") == "Tue 23 Nov 2027");
  CHECK(town.does("2", "offer.pause", {{"weeks", "26"}}).facts.at("day") == "Tue 25 May");
  CHECK(town.does("2", "offer.pause", {{"weeks", "27"}}).facts.at("day") == "Tue 1 Jun 2027");
  CHECK(town.break_ends() == std::vector<Time>{town.now + std::chrono::hours{24 * 7 * 27}});
  CHECK(town.does("2", "offer.pause", {{"weeks", "0"}}).outcome == "how_long");
  CHECK(town.does("2", "offer.pause", {{"weeks", "00"}}).outcome == "how_long");
  CHECK(town.does("2", "offer.pause", {{"weeks", "53"}}).outcome == "how_long");
  CHECK(town.break_ends() == std::vector<Time>{town.now + std::chrono::hours{24 * 7 * 27}});
  town.does("2", "contact.start", {});
  CHECK(town.break_ends().empty());
}

TEST_CASE("whoever was asked may know why") {
  Agreed town;
  CHECK(town.does("1", "invitation.explain", {}).outcome == "never");
  CHECK(town.does("2", "invitation.explain", {}) ==
        Told{"asked",
             {{"code", town.code},
              {"task", "some shopping"},
              {"reason", "live in the same area, and were not asked before"}}});
}

TEST_CASE("of a coordinator who stops the others hear that no alert gets there") {
  Desk town;
  town.coordinator(77, "Duty desk", "9");
  town.coordinator(78, "Evening desk", "8");
  const auto told = [&] {
    return town.as("1", [](Context& context) {
      std::string names;
      for (const auto& one : who_is_told(context)) names += one.name + ",";
      return names;
    });
  };
  CHECK(told() == "Duty desk,Evening desk,");
  CHECK(town.does("9", "contact.stop", {}).outcome == "stopped_desk");
  REQUIRE(town.alerts.size() == 1);
  CHECK(town.alerts[0].reply == "alert_stopped_desk");
  CHECK(town.alerts[0].facts == Facts{{"who", "Duty desk"}});
  CHECK(told() == "Evening desk,");
  town.does("9", "contact.start", {});
  CHECK(told() == "Duty desk,Evening desk,");
}

}  // namespace
}  // namespace kindbank::bank
