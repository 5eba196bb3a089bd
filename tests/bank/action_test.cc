// The bank's actions on a real ledger: each row of the table does what its outcomes say.
#include <catch2/catch.hpp>
#include <set>

#include "bank/actions.h"
#include "bank/dispatch.h"
#include "bank/requests.h"
#include "bank/urgency.h"
#include "bank/vetting.h"
#include "store/bank_state.h"
#include "store/consents.h"
#include "store/coordinators.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/notices.h"
#include "store/requests.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

TEST_CASE("a postcode lies inside, outside, or cannot be read") {
  Desk desk;
  CHECK(desk.does("1", "area.find", {{"postcode", "SG1 3AA"}}) ==
        Told{"inside", {{"area", "Old Town"}, {"sector", "SG1 3"}}});
  CHECK(desk.does("1", "area.find", {{"postcode", "E1 6AN"}}).outcome == "outside");
  CHECK(desk.does("1", "area.find", {{"postcode", "nonsense"}}).outcome == "unreadable");
}

TEST_CASE("joining gives the next number, once a mailbox, and writes down what was told") {
  Desk desk;
  const Facts ann = {{"name", "Ann"}, {"area", "Old Town"}, {"sector", "SG1 3"}};
  CHECK(desk.does("1", "member.look", {}) == Told{"stranger", {}});
  CHECK(desk.does("1", "member.join", ann) == Told{"joined", {{"number", "1"}}});
  CHECK(desk.does("1", "member.look", {}) == Told{"already", {{"number", "1"}}});
  CHECK(desk.does("2", "member.join", ann) == Told{"joined", {{"number", "2"}}});
  CHECK(desk.does("1", "member.join", ann) == Told{"joined", {{"number", "1"}}});
  desk.database->read([](store::Transaction& tx) {
    CHECK(store::has_consent(tx, 1, "keep_details"));
    CHECK(store::consents(tx, 1).size() == 1);
    CHECK(store::find_member(tx, 1)->vetting == "V0");
  });
}

TEST_CASE("the level is decided by the task and the reason") {
  Desk desk;
  const auto level = [&](const char* category, const char* answer) {
    return desk.does("1", "vetting.decide", {{"category", category}, {"answer", answer}});
  };
  CHECK(level("shopping", "no") == Told{"set", {{"level", "V1"}}});
  CHECK(level("shopping", "yes") == Told{"set", {{"level", "V3"}}});
  CHECK(level("garden", "yes") == Told{"set", {{"level", "V2"}}});
  CHECK(level("care", "no").outcome == "refused");
  CHECK(level("never heard of", "no").outcome == "refused");
}

TEST_CASE("only a coordinator raises a level") {
  Desk desk;
  desk.member("1", "V0", {});
  const Facts met = {{"number", "1"}, {"level", "v1"}};
  CHECK(desk.does("2", "member.vet", met).outcome == "not_allowed");
  desk.database->transact([](store::Transaction& tx) {
    store::add_coordinator(tx, {77, "Duty desk", {{"sms", "9"}}, {}, "always"});
  });
  CHECK(desk.does("9", "member.vet", met).outcome == "vetted");
  CHECK(desk.does("9", "member.vet", {{"number", "12"}, {"level", "v1"}}).outcome == "unknown");
  CHECK(desk.does("9", "member.vet", {{"number", "1"}, {"level", "v9"}}).outcome == "unknown");
  desk.database->read([](store::Transaction& tx) {
    CHECK(store::find_member(tx, 1)->vetting == "V1");
    CHECK(store::find_member(tx, 1)->vetted_by == "Duty desk");
  });
}

TEST_CASE("a member hears of a level that is their first, or higher, and of no other") {
  Desk desk;
  const auto number = desk.member("1", "V0", {});
  const auto heard = [&](const std::string& level) {
    return desk.database->transact([&](store::Transaction& tx) {
      store::Ids ids(desk.now, ++desk.seed);
      auto contact = store::contact_of(tx, {"sms", "1"}, "sms", ids.next(), desk.now);
      Context context{tx, desk.town, ids, desk.now, contact};
      REQUIRE(write_level(context, number, level, "the desk"));
      std::string events;
      for (const auto& one :
           store::claim_notices(tx, {desk.now, ids.next()}, store::Hours::open, 9))
        events += one.event;
      return events;
    });
  };
  CHECK(heard("V0").empty());
  CHECK(heard("V1") == "member.vetted");
  CHECK(heard("V1").empty());
  CHECK(heard("V3") == "member.raised");
  CHECK(heard("V2").empty());
  desk.database->read(
      [&](store::Transaction& tx) { CHECK(store::find_member(tx, number)->vetting == "V2"); });
}

TEST_CASE(
    "three who fit are asked, the nearest and longest waiting first, and the rest have a reason") {
  Desk desk;
  desk.member("1", "V1", {"shopping"});  // the asker is never asked
  const auto far = desk.member("2", "V1", {"shopping"}, "Chells");
  const auto near = desk.member("3", "V1", {"shopping"});
  const auto unchecked = desk.member("4", "V0", {"shopping"});
  const auto another = desk.member("5", "V3", {"shopping"});
  const auto third = desk.member("6", "V1", {"shopping"});
  const auto gardener = desk.member("7", "V1", {"garden"});
  CHECK(desk.asks("1").outcome == "opened");
  CHECK(desk.invited() == std::vector<std::int64_t>{near, another, third});
  const auto reasons = desk.left_out();
  CHECK(reasons.at(far) == "others come first");
  CHECK(reasons.count(unchecked) == 0);  // does not hold the check, so is no candidate
  CHECK(reasons.count(gardener) == 0);
}

TEST_CASE("nobody has two invitations open, or more than two a week") {
  Desk desk;
  desk.member("1", "V1", {});
  desk.member("2", "V1", {});
  const auto ben = desk.member("3", "V1", {"shopping", "garden"});
  desk.asks("1");
  desk.asks("2", "garden");
  CHECK(desk.invited() == std::vector<std::int64_t>{ben});
  CHECK(desk.left_out().at(ben) == "has an invitation open");
  CHECK(desk.alerts.front().reply == "alert_nobody");
}

TEST_CASE("the same need again is merged, a different one is never dropped") {
  Desk desk;
  desk.member("1", "V1", {});
  const auto first = desk.asks("1");
  const auto again = desk.asks("1");
  CHECK(again.outcome == "duplicate");
  CHECK(again.facts.at("code") == first.facts.at("code"));
  CHECK(desk.asks("1", "garden").outcome == "opened");
}

TEST_CASE("a paused intake says so") {
  Desk desk;
  desk.member("1", "V1", {});
  desk.database->transact([](store::Transaction& tx) { store::put_state(tx, "intake", "paused"); });
  CHECK(desk.asks("1").outcome == "paused");
}

// The first asks for shopping and the second is asked to do it; the invitation.
std::string invite_second(Desk& desk) {
  desk.member("1", "V1", {});
  desk.member("2", "V1", {"shopping"});
  desk.asks("1");
  return desk.database->read(
      [](store::Transaction& tx) { return std::to_string(store::invitations(tx).front().id); });
}

TEST_CASE("an invitation is answered by whom it was sent to") {
  Desk desk;
  const auto id = invite_second(desk);
  desk.member("3", "V1", {});
  CHECK(desk.does("3", "invitation.accept", {{"invitation", id}}).outcome == "closed");
  CHECK(desk.does("2", "invitation.accept", {{"invitation", "12"}}).outcome == "closed");
  CHECK(desk.does("2", "invitation.accept", {{"invitation", id}}).outcome == "won");
  CHECK(desk.does("2", "invitation.accept", {{"invitation", id}}).outcome == "won");  // said twice
}

TEST_CASE("whoever declined may change their mind while the job is open") {
  Desk desk;
  const auto id = invite_second(desk);
  CHECK(desk.does("2", "invitation.decline", {{"invitation", id}}).outcome == "declined");
  CHECK(desk.does("2", "invitation.accept", {{"invitation", id}}).outcome == "won");
}

TEST_CASE("a YES in a break wins while the job is open, and none in a crisis until it is cleared") {
  Desk desk;
  const auto id = invite_second(desk);
  desk.does("2", "offer.pause", {});
  const auto freeze = [&](auto step) {
    desk.database->transact([&](store::Transaction& tx) {
      step(tx, store::find_contact(tx, {"sms", "2"})->id);
    });
  };
  freeze([&](store::Transaction& tx, store::Id contact) { store::freeze(tx, contact, desk.now); });
  CHECK(desk.does("2", "invitation.accept", {{"invitation", id}}).outcome == "held");
  freeze([](store::Transaction& tx, store::Id contact) { store::thaw(tx, contact); });
  CHECK(desk.does("2", "invitation.accept", {{"invitation", id}}).outcome == "won");
}

TEST_CASE("by when help is needed is true on the day when it is said") {
  const auto town = test_town();
  store::Request request;
  request.created_at = utc_zone().to_utc({2026, 11, 24, 22, 0, 0});  // Tue
  const auto said = [&](const std::string& urgency, int day, int hour = 9) {
    request.urgency = urgency;
    return say_urgency(town, request, utc_zone().to_utc({2026, 11, day, hour, 0, 0}));
  };
  CHECK(said("today", 24, 23) == "today");
  CHECK(said("today", 25) == "as soon as you can");
  CHECK(said("soon", 24, 23) == "by Thu 26 Nov");
  CHECK(said("soon", 26) == "by Thu 26 Nov");
  CHECK(said("soon", 27) == "as soon as you can");
  CHECK(said("week", 24, 23) == "this week");
  CHECK(said("week", 25) == "by Mon 30 Nov");
  CHECK(said("any", 29) == "any day");
}

TEST_CASE("the level of a lift comes down where it is not to care") {
  Desk desk;
  const auto after = [&](const char* reason, const char* care) {
    const auto decided =
        desk.does("1", "vetting.decide", {{"category", "lift"}, {"answer", reason}});
    return desk.does(
        "1", "vetting.narrow",
        {{"category", "lift"}, {"level", decided.facts.at("level")}, {"answer", care}});
  };
  CHECK(after("yes", "yes") == Told{"set", {{"level", "V3"}}});
  CHECK(after("yes", "no") == Told{"set", {{"level", "V2"}}});
  CHECK(after("no", "yes") == Told{"set", {{"level", "V1"}}});
  CHECK(after("no", "no") == Told{"set", {{"level", "V1"}}});
  CHECK(desk.does("1", "vetting.ask_more", {{"category", "lift"}}).outcome == "journey");
  CHECK(desk.does("1", "vetting.ask_more", {{"category", "shopping"}}).outcome == "enough");
}

TEST_CASE("an answer is promised for the daytime") {
  const auto town = test_town();  // by UTC
  const auto at = [](int day, int hour) { return utc_zone().to_utc({2026, 11, day, hour, 0, 0}); };
  CHECK(answer_by(town, "today", at(24, 10)) == at(24, 11));
  CHECK(answer_by(town, "today", at(24, 19)) == at(25, 8));
  CHECK(answer_by(town, "soon", at(24, 10)) == at(24, 16));
  CHECK(answer_by(town, "week", at(24, 10)) == at(25, 10));
  CHECK(answer_by(town, "any", at(24, 10)) == utc_zone().to_utc({2026, 12, 1, 10, 0, 0}));
  CHECK(answer_by(town, "soon", at(24, 3)) == at(24, 14));  // six hours from the first morning hour
}

bool is_sentence(std::string_view text) {
  return text.size() > 3 && text.front() >= 'A' && text.front() <= '{' && text.ends_with('.');
}

TEST_CASE("every action says what it does, what it takes and what can come of it") {
  for (const auto& action : actions()) {
    INFO(action.name);
    CHECK(is_sentence(action.does));
    CHECK_FALSE(action.outcomes.empty());
    std::set<std::string_view> names;
    for (const auto& outcome : action.outcomes) {
      INFO(outcome.name);
      CHECK(is_sentence(outcome.means));
      CHECK(names.insert(outcome.name).second);
      CHECK(signatures().find(action.name)->second.outcomes.at(std::string(outcome.name)) ==
            outcome.facts);
    }
    CHECK(find_action(action.name) == &action);
    for (const auto event : action.notifies) CHECK(events().contains(event));
  }
  CHECK(find_action("nothing") == nullptr);
}

TEST_CASE("an action that comes out otherwise than its row says is noticed") {
  const auto& find = *find_action("area.find");
  CHECK(is_as_declared(find, {"inside", {{"area", "Old Town"}, {"sector", "SG1 3"}}}));
  CHECK(is_as_declared(find, {"outside", {}}));
  CHECK_FALSE(is_as_declared(find, {"nowhere", {}}));
  CHECK_FALSE(is_as_declared(find, {"inside", {{"area", "Old Town"}}}));
  CHECK_FALSE(is_as_declared(find, {"outside", {{"area", "Old Town"}}}));
  CHECK_FALSE(is_as_declared(find, {"inside", {{"area", "Old Town"}, {"street", "High Street"}}}));
}

TEST_CASE("every bank event, list and fact says what it is") {
  for (const auto& event : bank_events()) CHECK(is_sentence(event.hears));
  for (const auto& list : bank_lists()) CHECK(is_sentence(list.holds));
  for (const auto& fact : bank_facts()) CHECK(is_sentence(fact.means));
}

}  // namespace
}  // namespace kindbank::bank
