#include "bot/ticker.h"

#include <catch2/catch.hpp>
#include <set>

#include "store/outbox.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct TickerRoom : TownRoom {
  std::vector<store::Notice> due(Time at, store::Hours hours_of) {
    const store::Lease lapsed{at, 1, -hours(1000)};  // the ticker is to take them up
    return database->transact(
        [&](store::Transaction& tx) { return store::claim_notices(tx, lapsed, hours_of, 1000); });
  }
  std::int64_t early_reports() {
    return database->read([](store::Transaction& tx) {
      return std::get<0>(*tx.row<std::int64_t>("SELECT COUNT(*) FROM early_reports"));
    });
  }
  // Whatever waits is on its way.
  void deliver() {
    database->transact([&](store::Transaction& tx) {
      for (const auto lane : {store::Lane::express, store::Lane::normal}) {
        store::Claim claim;
        claim.channel = "sms";
        claim.lane = lane;
        claim.now = now;
        claim.lease_id = ++ids;
        for (auto parts = store::claim(tx, claim); !parts.empty(); parts = store::claim(tx, claim))
          for (const auto& part : parts)
            store::mark_sent(tx, part, "out-" + std::to_string(part.id), "delivered", now);
      }
    });
  }

  Clock clock{now};
  Ticker ticker{*database, turns, shipped_library(), clock};
};

TEST_CASE("what must be said at night is said, however much waits for the morning") {
  TickerRoom room;
  const auto member = room.member("+447400000001", "Ada");
  const auto night = room.now + hours(13);
  constexpr int waiting = 120;
  room.database->transact([&](store::Transaction& tx) {
    store::Notice notice;
    notice.member = member;
    notice.event = "member.met";
    notice.message_class = "answer";
    for (int i = 1; i <= waiting; ++i) {
      notice.id = i;
      notice.cause = "request " + std::to_string(i);
      notice.not_before = notice.created_at = room.now;
      store::insert_notice(tx, notice);
    }
    notice.id = waiting + 1;
    notice.cause = "request 0";
    notice.quiet = store::Notice::Quiet::ignores;
    notice.not_before = night;
    store::insert_notice(tx, notice);
  });
  REQUIRE(room.due(night, store::Hours::quiet).size() == 1);
  CHECK(room.ticker.run(night) == 1);
  CHECK(room.due(night, store::Hours::quiet).empty());
  CHECK(room.due(night, store::Hours::open).size() == waiting);
}

TEST_CASE("reports of what was never ours are forgotten after two days, looked at once an hour") {
  TickerRoom room;
  room.database->transact([&](store::Transaction& tx) {
    store::climb(tx, {"sms", "SM-not-ours", "delivered", "", room.now});
  });
  const auto left_after = [&](Duration passed) {
    room.ticker.tidy(room.now + passed);
    return room.early_reports();
  };
  CHECK(left_after(hours(0)) == 1);
  CHECK(left_after(std::chrono::minutes(47 * 60 + 30)) == 1);
  CHECK(left_after(std::chrono::minutes(48 * 60 + 10)) == 1);
  CHECK(left_after(hours(49)) == 0);
}

// How many contacts the ledger has.
std::int64_t contacts(TickerRoom& room) {
  return room.database->read([](store::Transaction& tx) {
    return std::get<0>(*tx.row<std::int64_t>("SELECT COUNT(*) FROM contacts"));
  });
}

TEST_CASE("who never joins is forgotten seven days after they were last heard") {
  TickerRoom room;
  room.member("+447400000001", "Ada");
  room.text("+447400000001", "help");
  room.text("+447400000002", "join");  // and says no more
  room.text("+447400000003", "hello");
  room.deliver();
  room.ticker.tidy(room.now + hours(7 * 24 - 1));
  CHECK(contacts(room) == 3);
  room.now += hours(24);
  room.text("+447400000003", "hello again");
  room.deliver();
  room.ticker.tidy(room.now + hours(6 * 24 + 1));
  CHECK(contacts(room) == 2);
  CHECK(room.said_to("+447400000002").empty());
  CHECK_FALSE(room.said_to("+447400000003").empty());
  room.ticker.tidy(room.now + hours(7 * 24 + 2));
  CHECK(contacts(room) == 1);
  CHECK_FALSE(room.said_to("+447400000001").empty());
}

TEST_CASE("a stranger's STOP outlives the stranger") {
  TickerRoom room;
  const std::string stranger = "+447400000002";
  room.text(stranger, "STOP");
  room.deliver();
  room.ticker.tidy(room.now + hours(8 * 24));
  CHECK(contacts(room) == 0);
  room.now += hours(9 * 24);
  room.text(stranger, "hello");
  CHECK(room.said_to(stranger).empty());
  room.text(stranger, "START");
  CHECK(room.said_to(stranger).size() == 1);
}

TEST_CASE("the clock forgets no coordinator, nobody in danger and nobody who is being written to") {
  TickerRoom room;
  room.coordinator("+447400000009");
  room.text("+447400000009", "help");
  room.text("+447400000002", "i want to die");
  room.deliver();
  room.text("+447400000003", "hello");  // whose answer waits for its provider
  room.ticker.tidy(room.now + hours(30 * 24));
  CHECK(contacts(room) == 3);
  room.deliver();
  room.ticker.tidy(room.now + hours(31 * 24));
  CHECK(contacts(room) == 2);
  CHECK_FALSE(room.said_to("+447400000002").empty());
}

TEST_CASE("what fell due overnight begins in the half hour after eight, today's visits first") {
  TickerRoom room;
  const auto night = room.now + hours(13);
  const auto eight = room.now + hours(22);
  constexpr int people = 60;
  room.database->transact([&](store::Transaction& tx) {
    store::Notice notice;
    notice.event = "member.met";
    notice.not_before = eight;
    notice.created_at = night;
    for (int i = 1; i <= people; ++i) {
      notice.id = i;
      notice.member = i;
      notice.cause = "request " + std::to_string(i);
      notice.message_class = i % 2 == 0 ? "confirmation" : "news";
      store::insert_notice(tx, notice);
    }
  });
  const auto left = [&](Duration after) {
    room.ticker.run(eight + after);
    return room.database->read([](store::Transaction& tx) {
      return std::get<0>(
          *tx.row<std::int64_t>("SELECT COUNT(*) FROM notices WHERE done_at IS NULL"));
    });
  };
  CHECK(left(std::chrono::seconds(-1)) == people);
  const auto at_once = left(Duration{});
  CHECK(at_once > people - 5);
  const auto soon = left(minutes(5));
  CHECK(soon < at_once);
  CHECK(soon > people / 2);  // only visits so far
  CHECK(left(minutes(10)) == people / 2);
  const auto later = left(minutes(20));
  CHECK(later < people / 2);
  CHECK(later > 0);
  CHECK(left(minutes(30)) == 0);
}

TEST_CASE("a confirmation said at night leaves in the morning, each person's at its own moment") {
  const auto& town = shipped_library().town;
  const auto night = from_millis(1'795'514'400'000) + hours(13);
  const auto eight = night + hours(9);
  std::set<Time> moments;
  for (std::int64_t whom = 1; whom <= 100; ++whom) {
    const auto at = bank::after_the_night(town, night, whom, bank::Concern::visit);
    CHECK(at == bank::after_the_night(town, night + hours(3), whom, bank::Concern::visit));
    CHECK(at >= eight);
    CHECK(at < eight + minutes(10));
    const auto other = bank::after_the_night(town, night, whom, bank::Concern::other);
    CHECK(other >= eight + minutes(10));
    CHECK(other < eight + minutes(30));
    moments.insert(other);
  }
  CHECK(moments.size() > 90);
  CHECK(bank::after_the_night(town, eight, 1, bank::Concern::other) == eight);
}

TEST_CASE("a silence that ended at night is broken in the half hour after eight") {
  TickerRoom room;
  const std::string asker = "+447400000001";
  room.member(asker, "Ada");
  room.text(asker, "ask");
  room.database->transact([&](store::Transaction& tx) {
    const auto contact = store::find_contact(tx, {"sms", asker});
    store::save_conversation(tx, contact->id, contact->conversation, room.now + hours(13));
  });
  const auto eight = room.now + hours(22);
  room.ticker.run(eight);
  CHECK(room.said_to(asker).size() == 1);
  const auto at =
      room.database->read([](store::Transaction& tx) { return store::next_waking(tx); });
  REQUIRE(at);
  CHECK(*at >= eight + minutes(10));
  CHECK(*at < eight + minutes(30));
  room.ticker.run(*at);
  CHECK(room.said_to(asker).size() == 2);
}

}  // namespace
}  // namespace kindbank::bot
