#include "bot/ticker.h"

#include <catch2/catch.hpp>

#include "store/outbox.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

using std::chrono::hours;

struct TickerRoom : TownRoom {
  std::vector<store::Notice> due(Time at, store::Hours hours_of) {
    return database->transact(
        [&](store::Transaction& tx) {  // for no time, so that the ticker may too
          return store::claim_notices(tx, {at, 1, Duration{}}, hours_of, 1000);
        });
  }
  std::int64_t early_reports() {
    return database->read([](store::Transaction& tx) {
      return std::get<0>(*tx.row<std::int64_t>("SELECT COUNT(*) FROM early_reports"));
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

}  // namespace
}  // namespace kindbank::bot
