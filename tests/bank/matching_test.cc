// A helper is found and falls out again, on a real ledger of either engine.
#include "bank/matching.h"

#include <atomic>
#include <latch>
#include <thread>

#include "store/contacts.h"
#include "store/dues.h"
#include "store/notices.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// Phone 1 asks for garden help; those of 2 to 5 offer it, and the first three are asked.
struct Garden : Desk {
  explicit Garden(const std::string& urgency = "week", const std::string& wanted = "") {
    member("1", "V0", {});
    for (const auto* phone : {"2", "3", "4", "5"}) member(phone, "V1", {"garden"});
    code = does("1", "request.open",
                {{"category", "garden"}, {"urgency", urgency}, {"level", "V1"}, {"wanted", wanted}})
               .facts.at("code");
  }
  Told answers(const std::string& phone, const std::string& action) {
    const auto id = database->read([&](store::Transaction& tx) {
      const auto request = *store::find_by_code(tx, code);
      const auto member = *store::find_contact(tx, {"sms", phone})->member;
      const auto invitation = store::find_invitation(tx, request.id, member);
      return invitation ? std::to_string(invitation->id) : "0";
    });
    return does(phone, action, {{"invitation", id}});
  }
  Told accepts(const std::string& phone) { return answers(phone, "invitation.accept"); }
  std::map<std::int64_t, std::string> invitations() {
    return database->read([&](store::Transaction& tx) {
      std::map<std::int64_t, std::string> states;
      for (const auto& one : store::invitations(tx)) states[one.member] = one.state;
      return states;
    });
  }
  store::Request request() {
    return database->read([&](store::Transaction& tx) { return *store::find_by_code(tx, code); });
  }
  // The Dues of promises that fall before then, as minutes from now; each is kept.
  std::vector<std::int64_t> promises(Duration until) {
    return database->transact([&](store::Transaction& tx) {
      std::vector<std::int64_t> found;
      for (const auto& due : store::claim_dues(tx, {now + until, 5}, 100)) {
        if (due.kind != "promise") continue;
        found.push_back(std::chrono::duration_cast<minutes>(due.at - now).count());
        store::Ids ids(due.at, ++seed);
        auto contact = store::contact_of(tx, {"sms", "2"}, "sms", ids.next(), due.at);
        Context context{tx, town, ids, due.at, contact};
        hour_promised(context, due.subject);
      }
      return found;
    });
  }

  std::string code;
};

TEST_CASE("the hour that was asked for is agreed, and else the helper is asked") {
  Garden timed("week", "2026-11-26T14:00");
  timed.accepts("2");
  CHECK(timed.does("2", "visit.hour", {{"code", timed.code}}) ==
        Told{"agreed", {{"when", "Thu 26 Nov, 2pm"}}});
  CHECK(timed.promises(hours{60}).empty());
  CHECK(timed.told("request.agreed_street") == std::vector<std::int64_t>{1});
  Garden dated("week", "2026-11-26");
  dated.accepts("2");
  CHECK(dated.does("2", "visit.hour", {{"code", dated.code}}) ==
        Told{"which_hour", {{"day", "on Thu 26 Nov"}}});
  Garden today("today");
  today.accepts("2");
  CHECK(today.does("2", "visit.hour", {{"code", today.code}}) ==
        Told{"which_hour", {{"day", "today"}}});
  Garden at_night("week", "2026-11-26T22:00");  // no hour for a visit
  at_night.accepts("2");
  CHECK(at_night.does("2", "visit.hour", {{"code", at_night.code}}).outcome == "which_day");
}

TEST_CASE("who names no hour in time is let go, by the urgency") {
  struct Row {
    const char* urgency;
    std::int64_t minutes;
  };
  for (const auto& [urgency, within] : {Row{"today", 30}, Row{"soon", 240}, Row{"week", 24 * 60}}) {
    INFO(urgency);
    Garden town(urgency);
    town.accepts("2");
    CHECK(town.promises(hours{30}) == std::vector<std::int64_t>{within});
    CHECK(town.request().state == "open");
    CHECK(town.told("request.reopened") == std::vector<std::int64_t>{1});
    CHECK(town.told("visit.no_hour") == std::vector<std::int64_t>{2});
    CHECK(town.accepts("2").outcome == "won");  // they may still go
  }
  Garden planned;
  planned.accepts("2");
  planned.does("2", "visit.say_time", {{"code", planned.code}, {"answer", "2026-11-26T14:00"}});
  CHECK(planned.promises(hours{60}).empty());
}

TEST_CASE("a job that is handed back keeps its age, and nobody who said no is asked again") {
  Garden town;
  const auto asked_at = town.request().created_at;
  town.answers("3", "invitation.decline");
  town.accepts("2");
  town.now += hours{2};
  CHECK(town.does("3", "job.let_go", {{"code", town.code}}).outcome == "unknown");
  CHECK(town.does("2", "job.let_go", {{"code", town.code}}).outcome == "handed_back");
  const auto request = town.request();
  CHECK(request.state == "open");
  CHECK(request.created_at == asked_at);
  CHECK_FALSE(request.helper);
  const std::map<std::int64_t, std::string> expected = {
      {2, "released"}, {3, "declined"}, {4, "invited"}, {5, "invited"}};
  CHECK(town.invitations() == expected);
  CHECK(town.accepts("4").outcome == "won");
  CHECK(town.told("request.matched_street") == std::vector<std::int64_t>{1, 1});
}

TEST_CASE("who asked may have somebody else for an hour") {
  Garden town;
  town.accepts("2");
  CHECK(town.does("1", "job.let_go", {{"code", town.code}}).outcome == "exchanged");
  CHECK(town.told("visit.given_away") == std::vector<std::int64_t>{2});
  town.accepts("3");
  town.now += minutes{61};
  CHECK(town.does("1", "job.let_go", {{"code", town.code}}).outcome == "too_late");
  CHECK(town.request().state == "matched");
}

TEST_CASE("a helper who did not come is not waited for, and one who is there is") {
  Garden town;
  town.accepts("2");
  CHECK(town.does("2", "visit.missed", {{"code", town.code}}).outcome == "unknown");
  CHECK(town.does("1", "visit.missed", {{"code", town.code}}).outcome == "exchanged");
  town.accepts("3");
  town.does("3", "visit.arrive", {{"code", town.code}});
  CHECK(town.does("1", "visit.missed", {{"code", town.code}}).outcome == "unknown");
}

TEST_CASE("nobody is asked more than twice a week, however often a job comes back") {
  Garden town;
  for (const auto* phone : {"2", "3", "4"}) {
    CHECK(town.accepts(phone).outcome == "won");
    CHECK(town.does(phone, "job.let_go", {{"code", town.code}}).outcome == "handed_back");
  }
  const auto times = town.database->read([](store::Transaction& tx) {
    std::map<std::int64_t, int> counted;
    for (const auto& one : store::invitations(tx)) counted[one.member] = one.times;
    return counted;
  });
  CHECK(times == std::map<std::int64_t, int>{{2, 1}, {3, 2}, {4, 2}, {5, 2}});
}

TEST_CASE("of fifty who say yes in the same instant one has the job, and each hears which") {
  Desk town;
  town.member("asker", "V0", {});
  town.asks("asker", "garden");
  std::vector<std::string> invitations;
  for (int helper = 0; helper < 50; ++helper) {
    const auto number = town.member("helper " + std::to_string(helper), "V1", {});
    invitations.push_back(town.database->transact([&](store::Transaction& tx) {
      store::Invitation one;
      one.id = store::Ids(town.now, 1000 + static_cast<std::uint64_t>(helper)).next();
      one.request = store::requests(tx).front().id;
      one.member = number;
      one.asked_at = town.now;
      store::insert_invitation(tx, one);
      return std::to_string(one.id);
    }));
  }
  std::latch ready(50);
  std::atomic<int> won = 0;
  std::atomic<int> lost = 0;
  std::vector<std::thread> helpers;
  for (std::size_t helper = 0; helper < 50; ++helper)
    helpers.emplace_back([&, helper] {
      ready.arrive_and_wait();
      const auto outcome = town.database->transact([&](store::Transaction& tx) {
        store::Ids ids(town.now, 2000 + helper);
        auto contact = store::contact_of(tx, {"sms", "helper " + std::to_string(helper)}, "sms",
                                         ids.next(), town.now);
        Context context{tx, town.town, ids, town.now, contact, contact.member.value_or(0)};
        return accept_invitation(context, {{"invitation", invitations[helper]}}).outcome;
      });
      won += outcome == "won" ? 1 : 0;
      lost += outcome == "lost" ? 1 : 0;
    });
  for (auto& helper : helpers) helper.join();
  CHECK(won == 1);
  CHECK(lost == 49);
  town.database->read([](store::Transaction& tx) {
    const auto visits = store::visits(tx);
    REQUIRE(visits.size() == 1);
    CHECK(store::requests(tx).front().helper == visits.front().helper);
    int winners = 0;
    for (const auto& one : store::invitations(tx)) winners += one.state == "won" ? 1 : 0;
    CHECK(winners == 1);
  });
}

TEST_CASE("who is late is missed later") {
  Garden town;
  town.accepts("2");
  town.does("2", "visit.say_time", {{"code", town.code}, {"answer", "2026-11-24T14:00"}});
  CHECK(town.does("1", "visit.late", {{"code", town.code}, {"answer", "30"}}).outcome == "unknown");
  CHECK(town.does("2", "visit.late", {{"code", town.code}, {"answer", "300"}}).outcome ==
        "unknown");
  CHECK(town.does("2", "visit.late", {{"code", town.code}, {"answer", "30"}}).outcome == "told");
  CHECK(town.told("visit.late") == std::vector<std::int64_t>{1});
  const auto missed_at = town.database->read([](store::Transaction& tx) {
    return std::get<0>(
        *tx.row<std::int64_t>("SELECT MAX(at) FROM dues WHERE kind = 'appointment'"));
  });
  CHECK(from_millis(missed_at) == town.now + hours{4} + minutes{50});
}

TEST_CASE("each helper of a job has a word of their own for the door") {
  Garden town;
  REQUIRE(town.accepts("2").outcome == "won");
  const auto word = town.request().door_word;
  REQUIRE(town.does("2", "job.let_go", {{"code", town.code}}).outcome == "handed_back");
  CHECK(town.request().door_word != word);
  CHECK(town.accepts("3").facts.at("word") == town.request().door_word);
}

TEST_CASE("who asked hears of no helper's leaving of whose coming they were not told") {
  Garden town;
  REQUIRE(town.accepts("2").outcome == "won");  // no hour yet, so that waits ten minutes
  REQUIRE(town.does("2", "job.let_go", {{"code", town.code}}).outcome == "handed_back");
  CHECK(town.told("request.reopened").empty());
}

}  // namespace
}  // namespace kindbank::bank
