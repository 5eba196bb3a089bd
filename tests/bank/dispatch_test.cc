// Who is asked, in which order and when, on a real ledger of either engine.
#include "bank/dispatch.h"

#include <catch2/catch.hpp>

#include "bank/fairness.h"
#include "store/coordinators.h"
#include "store/dues.h"
#include "store/no_go.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// Whom the bank tells of an event.
std::vector<std::int64_t> told(store::Transaction& tx, const std::string& event) {
  std::vector<std::int64_t> members;
  for (const auto& [member] :
       tx.rows<std::int64_t>("SELECT member FROM notices WHERE event = :a", {event}))
    members.push_back(member);
  return members;
}

struct Town20 : Desk {
  Town20() {
    member("asker", "V0", {});
    for (int helper = 0; helper < 20; ++helper)
      member("helper " + std::to_string(helper), "V1", {"garden"});
  }
  std::string asks_for_garden(const std::string& urgency) {
    does("asker", "request.open", {{"category", "garden"}, {"urgency", urgency}, {"level", "V1"}});
    return database->read(
        [](store::Transaction& tx) { return std::to_string(store::requests(tx).back().id); });
  }
  // What is due by then fires, and what that makes due.
  void until(Time then) {
    for (bool any = true; any;) {
      any = false;
      database->transact([&](store::Transaction& tx) {
        const auto at = store::next_due_at(tx);
        if (!at || *at > then) return;
        now = std::max(now, *at);
        any = true;
        store::Ids ids(now, ++seed);
        store::Contact nobody;
        Context context{tx, town, ids, now, nobody, 0};
        for (const auto& due : store::claim_dues(tx, {now, ids.next()}, 50)) {
          CHECK(store::finish_due(tx, due, now));
          if (due.kind == "wave") end_wave(context, due.subject, due.step);
          if (due.kind == "still_needed") ask_if_still_needed(context, due.subject, due.step);
          if (due.kind == "answer_by") answer_promised(context, due.subject);
        }
      });
    }
    now = then;
  }
  int wave_of(std::int64_t member) {
    return database->read([&](store::Transaction& tx) {
      for (const auto& one : store::invitations(tx))
        if (one.member == member) return one.wave;
      return 0;
    });
  }
};

TEST_CASE("three are asked, then five more, then ten, as the urgency sets the pace") {
  struct Row {
    const char* urgency;
    Duration gap;
    std::vector<std::size_t> asked;  // after each gap
  };
  const std::vector<Row> rows = {{"today", minutes{20}, {3, 8, 18, 18}},
                                 {"soon", hours{2}, {3, 8, 18, 18}},
                                 {"any", hours{24}, {3, 8, 8}}};
  for (const auto& [urgency, gap, asked] : rows) {
    INFO(urgency);
    Town20 town;
    const auto opened = town.now;
    town.asks_for_garden(urgency);
    for (std::size_t wave = 0; wave < asked.size(); ++wave) {
      town.until(opened + gap * static_cast<int>(wave));
      INFO("after " << wave << " gaps");
      CHECK(town.invited().size() == asked[wave]);
      town.until(opened + gap * static_cast<int>(wave + 1) - minutes{1});
      CHECK(town.invited().size() == asked[wave]);
    }
  }
}

TEST_CASE("a wave that would go out at night goes out in the morning") {
  Town20 town;
  town.asks_for_garden("week");  // at ten; twelve hours later is night
  town.until(town.now + hours{21});
  CHECK(town.invited().size() == 3);
  town.until(town.now + hours{1} + minutes{1});
  CHECK(town.invited().size() == 8);
}

TEST_CASE("nobody waits out a wave that everybody has answered") {
  Town20 town;
  town.asks_for_garden("soon");
  const auto said_no = [&](std::size_t first, std::size_t end) {
    for (auto place = first; place < end; ++place) {
      const auto [id, member] = town.database->read([&](store::Transaction& tx) {
        const auto one = store::invitations(tx).at(place);
        return std::pair(std::to_string(one.id), one.member);
      });
      const auto phone = "helper " + std::to_string(member - 2);
      CHECK(town.does(phone, "invitation.decline", {{"invitation", id}}).outcome == "declined");
    }
  };
  town.until(town.now + hours{1});
  said_no(0, 3);
  CHECK(town.invited().size() == 8);
  CHECK(town.wave_of(town.invited().back()) == 2);
  town.until(town.now + minutes{90});  // the first wave's own time changes nothing
  CHECK(town.invited().size() == 8);
  said_no(3, 8);
  CHECK(town.invited().size() == 18);
}

TEST_CASE("another day for what nobody has taken asks all but those who said no anew") {
  Town20 town;
  town.asks_for_garden("week");
  REQUIRE(town.invited().size() == 3);
  const auto request =
      town.database->read([](store::Transaction& tx) { return store::requests(tx).front(); });
  const auto first =
      town.database->read([](store::Transaction& tx) { return store::invitations(tx).front().id; });
  const auto refuser = town.invited().front();
  town.does("helper " + std::to_string(refuser - 2), "invitation.decline",
            {{"invitation", std::to_string(first)}});
  const auto move_to = [&](const std::string& who, const std::string& day) {
    return town.does(who, "request.move", {{"code", request.code}, {"answer", day}}).outcome;
  };
  CHECK(move_to("asker", "2026-11-23") == "not_then");
  CHECK(move_to("asker", "2026-11-28T21:00") == "not_then");
  CHECK(move_to("helper 5", "2026-11-28") == "over");
  CHECK(move_to("asker", "2026-11-28") == "moved");
  town.database->read([&](store::Transaction& tx) {
    const auto moved = store::requests(tx).front();
    CHECK(moved.wanted == "2026-11-28");
    CHECK(moved.urgency == "week");
    CHECK(moved.created_at == request.created_at);  // as old as it is
    int asked = 0;
    for (const auto& one : store::invitations(tx)) {
      if (one.member == refuser) CHECK(one.state == "declined");
      if (one.state == "invited") ++asked;
    }
    CHECK(asked == 3);
  });
  CHECK(move_to("asker", "2026-11-24") == "moved");
  town.database->read(
      [](store::Transaction& tx) { CHECK(store::requests(tx).front().urgency == "today"); });
}

TEST_CASE("no more are asked once somebody has said yes") {
  Town20 town;
  town.asks_for_garden("today");
  const auto id = town.database->read(
      [](store::Transaction& tx) { return std::to_string(store::invitations(tx).front().id); });
  CHECK(town.does("helper 0", "invitation.accept", {{"invitation", id}}).outcome == "won");
  town.until(town.now + hours{30});
  CHECK(town.invited().size() == 3);
}

// A town of four areas, in which the asker lives in Old Town and Chells lies beside it.
struct Neighbourhood : Desk {
  Neighbourhood() {
    town.neighbours = {{"Old Town", {"Chells"}}, {"Chells", {"Old Town"}}};
    town.categories["chat"] = {"a chat", 30, Level::V1, Level::V1, std::nullopt, true};
    member("asker", "V0", {});
  }
  std::int64_t helper(const std::string& area, const std::string& distance = "town") {
    const auto phone = "helper " + std::to_string(++helpers);
    const auto number = member(phone, "V1", {}, area);
    database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      for (const auto* category : {"shopping", "chat"})
        store::put_offer(tx, {ids.next(), number, category, "varies", distance, 4, "active", now});
    });
    return number;
  }
  // In the order in which they were asked.
  std::vector<store::Invitation> asked() {
    auto all = database->read([](store::Transaction& tx) { return store::invitations(tx); });
    std::sort(all.begin(), all.end(),
              [](const auto& one, const auto& two) { return one.id < two.id; });
    return all;
  }
  std::vector<std::int64_t> in_order() {
    std::vector<std::int64_t> all;
    for (const auto& one : asked()) all.push_back(one.member);
    return all;
  }
  int helpers = 0;
};

using Members = std::vector<std::int64_t>;

TEST_CASE("the area comes first, then what lies beside it, then the town") {
  Neighbourhood town;
  const auto far = town.helper("Bedwell");
  const auto beside = town.helper("Chells");
  const auto near = town.helper("Old Town");
  CHECK(town.asks("asker").outcome == "opened");
  CHECK(town.in_order() == Members{near, beside, far});
  const auto asked = town.asked();
  CHECK(asked[0].why == "live in the same area, and were not asked before");
  CHECK(asked[1].why == "live nearby, and were not asked before");
  CHECK(asked[2].why == "live in the same town, and were not asked before");
}

TEST_CASE("nobody is asked to go further than they said") {
  Neighbourhood town;
  const auto street = town.helper("Chells", "street");
  const auto side = town.helper("Chells", "side");
  const auto too_far = town.helper("Bedwell", "side");
  town.asks("asker");
  CHECK(town.invited() == Members{side});
  CHECK(town.left_out().at(street) == "does not go that far");
  CHECK(town.left_out().at(too_far) == "does not go that far");
}

TEST_CASE("whoever helped there before comes first in their band") {
  Neighbourhood town;
  const auto first = town.helper("Old Town");
  const auto known = town.helper("Old Town");
  const auto beside = town.helper("Chells");
  town.database->transact([&](store::Transaction& tx) {
    for (const auto helper : {known, beside}) {
      store::Request done;
      done.id = store::Ids(town.now, ++town.seed).next();
      done.code = "X" + std::to_string(helper);
      done.category = "shopping";
      done.urgency = "week";
      done.member = done.subject = 1;
      done.state = "done";
      done.helper = helper;
      store::insert_request(tx, done);
    }
  });
  town.asks("asker");
  CHECK(town.in_order() == Members{known, first, beside});
  CHECK(town.asked().front().why == "live in the same area, and helped there before");
}

TEST_CASE("two who are not to be brought together are not") {
  Neighbourhood town;
  const auto one = town.helper("Old Town");
  const auto other = town.helper("Old Town");
  town.database->transact([&](store::Transaction& tx) { store::put_no_go(tx, one, 1, town.now); });
  town.asks("asker");
  CHECK(town.invited() == Members{other});
  CHECK(town.left_out().at(one) == "the two are not brought together");
}

TEST_CASE("a chat is between two who text in the same language, shopping between any") {
  Neighbourhood town;
  const auto english = town.helper("Old Town");
  const auto polish = town.helper("Old Town");
  town.database->transact([&](store::Transaction& tx) {
    store::set_member_language(tx, 1, "pl");
    store::set_member_language(tx, polish, "pl");
  });
  town.asks("asker", "chat");
  CHECK(town.invited() == Members{polish});
  CHECK(town.left_out().at(english) == "speaks another language");
  town.now += minutes{1};
  town.asks("asker", "shopping");
  CHECK(town.in_order() == Members{polish, english});
}

TEST_CASE(
    "what nobody does is asked after each week, and more are asked where it is still needed") {
  Town20 town;
  const auto opened = town.now;
  town.asks_for_garden("any");
  const auto asked_after = [&] {
    return town.database->read([](store::Transaction& tx) {
      const auto code = store::requests(tx).front().code;
      return std::pair(code, told(tx, "request.still_needed").size());
    });
  };
  town.until(opened + hours{7 * 24 - 1});
  CHECK(asked_after().second == 0);
  town.until(opened + hours{7 * 24});
  const auto [code, times] = asked_after();
  CHECK(times == 1);
  CHECK(town.invited().size() == 8);
  CHECK(town.does("asker", "request.keep", {{"code", code}, {"wish", "yes"}}).outcome == "kept");
  CHECK(town.invited().size() == 11);
  CHECK(town.does("helper 0", "request.keep", {{"code", code}, {"wish", "no"}}).outcome == "over");
  town.until(opened + hours{50 * 24});
  CHECK(asked_after().second == 4);
  CHECK(town.does("asker", "request.keep", {{"code", code}, {"wish", "no"}}).outcome ==
        "called_off");
}

TEST_CASE(
    "intake stops where more than twenty people have waited five days, and they hear when it "
    "opens") {
  Town20 town;
  town.database->transact([&](store::Transaction& tx) {
    store::add_coordinator(tx, {1, "Desk", {{"sms", "desk"}}, {}, "always"});
    for (int old = 0; old < 21; ++old) {
      store::Request request;
      request.id = 100 + old;
      request.code = "Q" + std::to_string(old);
      request.category = "lift";
      request.urgency = "week";
      request.member = request.subject = 2;
      request.state = "open";
      request.created_at = town.now - hours{24 * 5 + 1};
      store::insert_request(tx, request);
    }
  });
  CHECK(town.asks("asker", "garden").outcome == "opened");  // one too many
  REQUIRE_FALSE(town.alerts.empty());
  CHECK(town.alerts.back().reply == "alert_brake");
  CHECK(town.alerts.back().facts == Facts{{"count", "21"}, {"days", "5 days"}});
  CHECK(town.asks("asker", "lift").outcome == "paused");
  CHECK(town.asks("asker", "lift").outcome == "paused");
  CHECK(town.does("desk", "intake.set", {{"wish", "open"}}).outcome == "open");
  const auto hear_it =
      town.database->read([](store::Transaction& tx) { return told(tx, "intake.opened"); });
  CHECK(hear_it == std::vector<std::int64_t>{1});
  CHECK(town.asks("asker", "lift").outcome == "opened");  // a coordinator's word holds for a day
  town.now += hours{25};
  CHECK(town.asks("asker", "shopping").outcome == "opened");
  CHECK(town.asks("asker", "chat").outcome == "paused");
}

TEST_CASE("a town sets how many may wait how long") {
  Town20 town;
  town.town.intake = {1, 2};
  town.database->transact([&](store::Transaction& tx) {
    store::add_coordinator(tx, {1, "Desk", {{"sms", "desk"}}, {}, "always"});
  });
  for (const auto* phone : {"one", "two"}) {
    town.member(phone, "V0", {});
    town.asks(phone, "garden");
  }
  town.now += hours{49};
  town.asks("asker", "chat");
  REQUIRE_FALSE(town.alerts.empty());
  CHECK(town.alerts.back().reply == "alert_brake");
  CHECK(town.asks("asker", "lift").outcome == "paused");
}

TEST_CASE("no request is taken while no text reaches any coordinator") {
  Town20 town;
  town.database->transact([&](store::Transaction& tx) {
    store::add_coordinator(tx, {1, "Desk", {{"sms", "desk"}}, {}, "always"});
  });
  town.does("desk", "contact.stop", {});
  CHECK(town.does("asker", "intake.check", {}).outcome == "paused");
  town.does("desk", "contact.start", {});
  CHECK(town.does("asker", "intake.check", {}).outcome == "open");
  const auto hear_it =
      town.database->read([](store::Transaction& tx) { return told(tx, "intake.opened"); });
  CHECK(hear_it == std::vector<std::int64_t>{1});
}

TEST_CASE("fairness is told by who had none, by Gini and by the five largest shares") {
  const auto even = fairness_of({2, 2, 2, 2, 2, 2, 2, 2, 2, 2});
  CHECK(even.never == 0);
  CHECK(even.gini == Approx(0).margin(1e-9));
  CHECK(even.top_five == Approx(0.5));
  const auto one_has_all = fairness_of({0, 0, 12, 0});
  CHECK(one_has_all.never == 3);
  CHECK(one_has_all.gini == Approx(0.75));
  CHECK(one_has_all.top_five == Approx(1));
  CHECK(fairness_of({1, 3}).gini == Approx(0.25));
  CHECK(fairness_of({}).gini == 0);
  CHECK(fairness_of({0, 0}).never == 2);
}

}  // namespace
}  // namespace kindbank::bank
