// What people are worried about: who answers it by when, and what comes of it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "bank/digest.h"
#include "bank/worries.h"
#include "store/coordinators.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/no_go.h"
#include "store/requests.h"
#include "store/visits.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

struct Worried : Matched {
  Worried() {
    coordinator(77, "Duty desk", "8");
    coordinator(78, "Second desk", "9");
  }
  Told raises(const std::string& kind) { return does("1", "worry.raise", {{"kind", kind}}); }
  Told answers(const std::string& which) {
    return does("8", "worry.answer", {{"code", which}, {"answer", "we spoke to him"}});
  }
  store::Worry found(const std::string& which) {
    return database->read(
        [&](store::Transaction& tx) { return store::find_worry_by_code(tx, which).value(); });
  }
  std::vector<std::string> digest(const std::string& phone) {
    return database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      store::Contact nobody;
      Context context{tx, town, ids, now, nobody};
      std::vector<std::string> said;
      for (const auto& line :
           digest_of(context, *store::find_coordinator(tx, {"sms", phone})).lines)
        if (line.reply.starts_with("digest_worry")) said.push_back(line.reply);
      return said;
    });
  }
};

TEST_CASE("who is not happy says whether the two are to meet again") {
  Worried worried;
  const auto code = worried.raises("unhappy").facts.at("code");
  const auto apart = [&] {
    return worried.database->read([](store::Transaction& tx) { return store::no_go_of(tx, 1); });
  };
  CHECK(apart().empty());
  worried.does("2", "worry.apart", {{"code", code}});  // it is not theirs
  CHECK(apart().empty());
  CHECK(worried.does("1", "worry.apart", {{"code", code}}).outcome == "apart");
  CHECK(apart() == std::set<std::int64_t>{2});
}

TEST_CASE("a complaint is answered by the end of the second working day") {
  Worried worried;
  const auto told = worried.raises("unhappy");
  CHECK(told.outcome == "told_of");  // of the visit with
  CHECK(told.facts.at("first") == "Ann");
  CHECK(told.facts.at("handler") == "Duty desk");
  CHECK(told.facts.at("day") == "Thu 26 Nov");  // raised on a Tuesday
  worried.now = worried.town.zone.to_utc(read_local_time("2026-11-27T16:00").value());
  CHECK(worried.raises("unhappy").facts.at("day") == "Tue 1 Dec");
  worried.town.holidays = {"2026-11-30"};  // over a weekend and the bank holiday behind it
  CHECK(worried.raises("unhappy").facts.at("day") == "Wed 2 Dec");
  worried.now = worried.town.zone.to_utc(read_local_time("2026-11-27T21:00").value());
  CHECK(worried.raises("unhappy").facts.at("day") == "Thu 3 Dec");  // as if on the Tuesday
}

TEST_CASE("of danger whoever is on call hears at once, and the two are kept apart") {
  Worried worried;
  CHECK(worried.raises("unsafe").outcome == "now");
  const auto unsafe = std::find_if(worried.alerts.begin(), worried.alerts.end(),
                                   [](const auto& one) { return one.reply == "alert_unsafe"; });
  REQUIRE(unsafe != worried.alerts.end());
  CHECK(unsafe->code == unsafe->facts.at("code"));
  worried.database->read([](store::Transaction& tx) {
    CHECK(store::no_go_of(tx, 1).contains(2));
    CHECK(store::open_visits_of_helper(tx, 2).empty());  // what was agreed goes to others
    CHECK(store::requests(tx).front().state == "open");
  });
}

TEST_CASE("who may not come any more has not won, though they were asked") {
  for (const auto* what : {"a worry", "their check"}) {
    INFO(what);
    Desk town;
    town.member("1", "V0", {});
    town.member("2", "V1", {"shopping"});
    town.asks("1");
    const auto id = town.database->transact([&](store::Transaction& tx) {
      if (what == std::string("a worry"))
        store::put_no_go(tx, 1, 2, town.now);
      else
        store::set_vetting(tx, 2, "V0", "the desk", town.now);
      return store::invitations(tx).front().id;
    });
    const Facts invitation = {{"invitation", std::to_string(id)}};
    CHECK(town.does("2", "invitation.accept", invitation).outcome == "closed");
    town.database->read(
        [](store::Transaction& tx) { CHECK(store::requests(tx).front().state == "open"); });
  }
}

TEST_CASE("a worry about the team goes to somebody else of it, and nobody else reads of it") {
  Worried worried;
  const auto told = worried.raises("team");
  CHECK(told.facts.at("handler") == "Second desk");
  CHECK(worried.alerts.front().only == 78);
  CHECK(worried.digest("8").empty());
  CHECK(worried.digest("9") == std::vector<std::string>{"digest_worry"});
}

TEST_CASE("the words are kept with the worry, and only of who raised it") {
  Worried worried;
  const auto code = worried.raises("accident").facts.at("code");
  worried.does("1", "worry.add", {{"code", code}, {"answer", "the lamp broke"}});
  CHECK_THROWS(worried.does("2", "worry.add", {{"code", code}, {"answer", "i did not do it"}}));
  CHECK(worried.found(code).text == "the lamp broke");
}

TEST_CASE("what came of it is told, and may be taken further to somebody else") {
  Worried worried;
  const auto code = worried.raises("unhappy").facts.at("code");
  CHECK(worried.does("1", "worry.answer", {{"code", code}, {"answer", "x"}}).outcome == "unknown");
  CHECK(worried.answers(code).outcome == "told");
  CHECK(worried.answers(code).outcome == "unknown");
  worried.does("2", "worry.settle", {{"code", code}, {"wish", "yes"}});
  CHECK(worried.found(code).state == "answered");
  const auto further = worried.does("1", "worry.settle", {{"code", code}, {"wish", "further"}});
  CHECK(further.outcome == "further");
  CHECK(further.facts.at("handler") == "Second desk");
  CHECK(worried.found(code).state == "open");
  CHECK(worried.answers(code).outcome == "told");
  CHECK(worried.does("1", "worry.settle", {{"code", code}, {"wish", "yes"}}).outcome == "closed");
  CHECK(worried.found(code).state == "closed");
}

TEST_CASE("whom our texts do not reach is rung") {
  Worried worried;
  const auto code = worried.does("5", "worry.raise", {{"kind", "unhappy"}}).facts.at("code");
  const auto told = worried.answers(code);
  CHECK(told.outcome == "ring");
  CHECK(told.facts.at("phone") == "5");
}

TEST_CASE("a worry that nobody has answered by its day is told") {
  Worried worried;
  const auto code = worried.raises("unhappy").facts.at("code");
  const auto id = std::to_string(worried.found(code).id);
  const auto is_told = [&] {
    return worried.database->transact([&](store::Transaction& tx) {
      store::Ids ids(worried.now, ++worried.seed);
      store::Contact nobody;
      Context context{tx, worried.town, ids, worried.now, nobody};
      worry_is_late(context, id);
      return !context.alerts.empty();
    });
  };
  CHECK_FALSE(is_told());
  worried.now = worried.found(code).due_at;
  CHECK(is_told());
  CHECK(worried.digest("8") == std::vector<std::string>{"digest_worry_late"});
  worried.answers(code);
  CHECK_FALSE(is_told());
  CHECK(worried.digest("8").empty());
}

}  // namespace
}  // namespace kindbank::bank
