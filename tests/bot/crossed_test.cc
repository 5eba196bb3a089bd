#include <catch2/catch.hpp>
#include <string>

#include "store/outbox.h"
#include "store/requests.h"
#include "tests/bot/contains.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

// As a provider that takes everything.
void send_all(TownRoom& room) {
  room.database->transact([&](store::Transaction& tx) {
    store::Claim claim;
    claim.channel = "sms";
    claim.now = room.now;
    for (bool more = true; more;) {
      claim.lease_id = ++room.ids;
      const auto parts = store::claim(tx, claim);
      for (const auto& part : parts)
        store::mark_sent(tx, part, "sent-" + std::to_string(part.id), "sent", room.now);
      more = !parts.empty();
    }
  });
}

TEST_CASE("an answer that was sent twice does not answer what nobody has read yet") {
  TownRoom room;
  room.member(asker, "Ada");
  room.text(asker, "ask");
  send_all(room);
  room.text(asker, "2");
  REQUIRE(contains(room.said_to(asker).back(), "When?"));
  const auto said = room.said_to(asker).size();
  SECTION("while the provider is down the next question waits for an answer of its own") {
    room.now += std::chrono::seconds{5};
    room.text(asker, "2");
    CHECK(room.said_to(asker).size() == said);
  }
  send_all(room);
  room.text(asker, "2");
  CHECK(contains(room.said_to(asker).back(), "because of your age"));
}

TEST_CASE("a job that was confirmed twice is one, and the second YES is met with silence") {
  TownRoom room;
  room.member(asker, "Ada");
  for (const auto* words : {"ask", "garden", "3", "no", "yes"}) room.text(asker, words);
  REQUIRE(contains(room.said_to(asker).back(), "Your job code is"));
  const auto said = room.said_to(asker).size();
  room.now += std::chrono::seconds{10};
  room.text(asker, "YES!");
  CHECK(room.said_to(asker).size() == said);
  room.now += std::chrono::seconds{30};
  room.text(asker, "yes");
  CHECK(contains(room.said_to(asker).back(), "What would you like?"));
  CHECK(room.database->read([](store::Transaction& tx) { return store::requests(tx).size(); }) ==
        1);
}

TEST_CASE("an OK to an alert wins no job for a coordinator who is asked to help") {
  TownRoom room;
  room.member(asker, "Ada");
  room.member(desk, "Gil", "V1", {"garden"});
  room.coordinator(desk);
  for (const auto* words : {"ask", "garden", "3", "no", "yes"}) room.text(asker, words);
  Ticker ticker(*room.database, room.turns, shipped_library(), Clock{});
  ticker.run(room.now);
  REQUIRE(contains(room.said_to(desk).back(), "Can you help?"));
  room.now += std::chrono::minutes{5};
  room.text(asker, "human");
  REQUIRE(contains(room.said_to(desk).back(), "would like a person"));
  room.text(desk, "ok");
  CHECK(contains(room.said_to(desk).back(), "Can you help?"));  // and is asked again
  room.text(desk, "yes");
  CHECK(contains(room.said_to(desk).back(), "Thank you! You have job"));
}

}  // namespace
}  // namespace kindbank::bot
