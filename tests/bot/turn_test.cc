#include "bot/turn.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <thread>

#include "store/incidents.h"
#include "store/invitations.h"
#include "store/outbox.h"
#include "store/requests.h"
#include "store/visits.h"
#include "tests/bot/contains.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

const std::string helper = "+447400000002";
const std::string cleo = "+447400000003";

// Ada asks for shopping; Ben and Cleo are invited.
void ask_for_shopping(TownRoom& room) {
  for (const auto* words : {"ask", "2", "3", "no", "1"}) room.text(asker, words);
  Ticker ticker(*room.database, room.turns, shipped_library(), Clock{});
  ticker.run(room.now);
}

TEST_CASE("one message delivered a hundred times at once is one turn and one reply") {
  store::Folder folder;
  TownRoom room(folder / "bank.db");
  room.member(asker, "Ada");
  const auto inbound = room.inbound(asker, "ask", "SM-the-same");
  std::atomic<int> done{0};
  std::atomic<int> seen{0};
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 20; ++caller)
    callers.emplace_back([&] {
      for (int copy = 0; copy < 5; ++copy) {
        const auto took = room.turns.hear(room.channels.at("sms"), inbound, room.now);
        ++(took == Turns::Took::done ? done : seen);
      }
    });
  for (auto& caller : callers) caller.join();
  CHECK(done == 1);
  CHECK(seen == 99);
  CHECK(room.said_to(asker).size() == 1);
}

TEST_CASE("fifty yeses at once make one helper, and everybody else is thanked") {
  store::Folder folder;
  TownRoom room(folder / "bank.db");
  room.member(asker, "Ada");
  std::vector<std::string> numbers;
  std::vector<std::int64_t> members;
  for (int i = 0; i < 50; ++i) {
    numbers.push_back("+4474001" + std::to_string(10000 + i));
    members.push_back(room.member(numbers.back(), "Ben", "V1", {}));
  }
  for (const auto* words : {"ask", "2", "3", "no", "1"}) room.text(asker, words);
  // All fifty are asked, past the wave's size, so that all can answer at once.
  room.database->transact([&](store::Transaction& tx) {
    store::Ids ids(room.now, 999);
    const auto request = store::requests(tx).front();
    for (const auto member : members) {
      store::Invitation invitation;
      invitation.id = ids.next();
      invitation.request = request.id;
      invitation.member = member;
      invitation.asked_at = room.now;
      store::insert_invitation(tx, invitation);
      store::Notice notice;
      notice.id = ids.next();
      notice.cause = "invitation " + std::to_string(invitation.id);
      notice.member = member;
      notice.event = "invitation.made";
      notice.facts = {{"invitation", std::to_string(invitation.id)},
                      {"code", request.code},
                      {"task", "some shopping"},
                      {"area", "Old Town"},
                      {"day", "this week"},
                      {"mins", "60"}};
      notice.about = notice.cause;
      notice.message_class = "invitation";
      notice.not_before = room.now;
      notice.created_at = room.now;
      store::insert_notice(tx, notice);
    }
  });
  Ticker ticker(*room.database, room.turns, shipped_library(), Clock{});
  ticker.run(room.now);
  std::vector<std::thread> callers;
  for (int i = 0; i < 50; ++i)
    callers.emplace_back([&room, number = numbers[static_cast<std::size_t>(i)], i] {
      adapters::Inbound yes;
      yes.from = {"sms", number};
      yes.provider_id = "YES" + std::to_string(i);
      yes.message.text = "yes";
      room.turns.hear(room.channels.at("sms"), yes, room.now);
    });
  for (auto& caller : callers) caller.join();
  int won = 0;
  int thanked = 0;
  for (const auto& number : numbers) {
    const auto texts = room.said_to(number);
    REQUIRE(texts.size() == 2);
    won += contains(texts[1], "You have job") ? 1 : 0;
    thanked += contains(texts[1], "Another neighbour got there first") ? 1 : 0;
  }
  CHECK(won == 1);
  CHECK(thanked == 49);
  room.database->read([](store::Transaction& tx) {
    CHECK(store::visits(tx).size() == 1);
    CHECK(store::requests(tx).front().state == "matched");
  });
}

TEST_CASE("the first yes gets the job, and the asker learns who comes and the door word") {
  TownRoom room;
  room.member(asker, "Ada");
  const auto ben = room.member(helper, "Ben", "V1", {"shopping"});
  room.member(cleo, "Cleo", "V1", {"shopping"});
  ask_for_shopping(room);
  REQUIRE(room.said_to(helper).size() == 1);
  REQUIRE(room.said_to(cleo).size() == 1);
  room.text(helper, "YES");
  Ticker ticker(*room.database, room.turns, shipped_library(), Clock{});
  room.now += std::chrono::minutes{10};  // in which the helper has not said when
  ticker.run(room.now);
  const auto request =
      room.database->read([](store::Transaction& tx) { return store::requests(tx).front(); });
  CHECK(request.state == "matched");
  CHECK(request.helper == ben);
  const auto told = room.said_to(asker);
  REQUIRE_FALSE(told.empty());
  CHECK(contains(told.back(), "Ben can help"));
  CHECK(contains(told.back(), request.door_word));
  CHECK(contains(told.back(), "What street and number do you live at?"));
  CHECK(contains(room.said_to(cleo).back(), "has a helper now"));
  room.text(cleo, "yes");
  CHECK(contains(room.said_to(cleo).back(), "Another neighbour got there first"));
}

TEST_CASE("an answer about health is in no column, no log and no file") {
  store::Folder folder;
  const auto path = folder / "bank.db";
  TownRoom room(path);
  room.member(asker, "Ada");
  for (const auto* words : {"ask", "2", "3", "because of my sciatica"}) room.text(asker, words);
  for (const auto& message : room.log())
    CHECK_FALSE(contains(message.text.value_or(""), "sciatica"));
  room.database.reset();
  for (const auto* suffix : {"", "-wal"})
    CHECK_FALSE(contains(store::bytes_of(path + suffix), "sciatica"));
}

TEST_CASE("who does not join leaves no name behind, however fast they text") {
  TownRoom room;  // whose clock stands still
  for (const auto* words : {"hello", "Hedy", "no"}) room.text(asker, words);
  for (const auto& one : room.log()) {
    INFO(one.text.value_or(""));
    CHECK(one.text.value_or("").find("Hedy") == std::string::npos);
    CHECK((one.direction == "out" || !one.text));
  }
  CHECK(room.said_to(asker).size() >= 4);
}

TEST_CASE("a coordinator who does not join leaves no words of it behind, but for their alerts") {
  TownRoom room;
  room.coordinator(desk);
  room.member(asker, "Ada");
  room.text(asker, "human");
  for (const auto* words : {"ask", "Gilbert", "yes", "SG1 3AA", "no"}) {
    room.now += std::chrono::seconds{20};
    room.text(desk, words);
  }
  int alerts = 0;
  for (const auto& message : room.log()) {
    if (message.address != "sms:" + desk) continue;
    CHECK_FALSE(contains(message.text.value_or(""), "Gilbert"));
    if (message.direction == "in") CHECK_FALSE(message.text);
    alerts += contains(message.text.value_or(""), "would like a person") ? 1 : 0;
  }
  CHECK(alerts == 1);
  room.text(desk, "1 met v1");  // what is written as a coordinator is kept
  int commands = 0;
  for (const auto& message : room.log()) commands += message.text == "1 met v1" ? 1 : 0;
  CHECK(commands == 1);
}

TEST_CASE("a crisis writes an incident, freezes invitations and tells the desk") {
  TownRoom room;
  room.member(asker, "Ada");
  const auto ben = room.member(helper, "Ben", "V1", {"shopping"});
  room.coordinator(desk);
  room.text(helper, "i want to die");
  room.text(helper, "cant go on");
  const auto incidents =
      room.database->read([](store::Transaction& tx) { return store::incidents(tx); });
  REQUIRE(incidents.size() == 1);  // the second is added to the first, and tells the desk again
  CHECK(incidents.front().incident_class == "B");
  CHECK(contains(incidents.front().text, "cant go on"));
  REQUIRE(room.said_to(desk).size() == 2);
  CHECK(contains(room.said_to(desk).front(), "crisis B"));
  for (const auto& message : room.log())
    CHECK_FALSE(contains(message.text.value_or(""), "want to die"));
  ask_for_shopping(room);
  CHECK(room.said_to(helper).size() == 2);  // the two crisis answers and no invitation
  SECTION("until the desk clears it") {
    room.text(desk, incidents.front().code + " clear");
    CHECK(contains(room.said_to(desk).back(), "cleared"));
    room.database->read([&](store::Transaction& tx) {
      CHECK_FALSE(store::contacts_of_member(tx, ben).front().frozen_at);
    });
  }
}

TEST_CASE("one person's poison is set aside, answered and told, and blocks nobody") {
  TownRoom room;
  room.coordinator(desk);
  room.member(asker, "Ada");
  room.text(asker, "ask");
  // A ledger that lost the member makes the last step throw.
  for (const auto* words : {"2", "3", "no"}) room.text(asker, words);
  room.database->transact([&](store::Transaction& tx) {
    tx.run("UPDATE members SET vetting = 'V9'");
    tx.run("DROP TABLE dues");
  });
  room.text(asker, "1");
  CHECK(contains(room.said_to(asker).back(), "something went wrong"));
  CHECK(contains(room.said_to(desk).back(), "went wrong"));
  int failed = 0;
  for (const auto& message : room.log()) failed += message.state == "failed" ? 1 : 0;
  CHECK(failed == 1);
  room.text(helper, "hello");
  CHECK(room.said_to(helper).size() >= 1);
}

TEST_CASE("a STOP whose turn fails stops all the same, and the desk hears of the open job") {
  TownRoom room;
  room.coordinator(desk);
  room.member(asker, "Ada");
  for (const auto* words : {"ask", "2", "3", "no", "1"}) room.text(asker, words);
  const auto texts = room.said_to(asker).size();
  room.database->transact(  // what releases their invitations throws, this once
      [](store::Transaction& tx) { tx.run("ALTER TABLE invitations RENAME TO lost"); });
  room.text(asker, "stop");
  room.database->transact(
      [](store::Transaction& tx) { tx.run("ALTER TABLE lost RENAME TO invitations"); });
  CHECK(room.said_to(asker).size() == texts);
  CHECK(contains(room.said_to(desk).back(), "went wrong"));
  const auto dues = room.database->transact([&](store::Transaction& tx) {
    return store::claim_dues(tx, {room.now, store::Ids(room.now, 7).next()}, 10);
  });
  REQUIRE(dues.size() == 1);
  room.turns.fire(dues.front(), room.now);
  CHECK(contains(room.said_to(desk).back(), "stopped our texts. Please ring"));
  CHECK(contains(room.said_to(desk).back(), "Ada"));
}

TEST_CASE("a talk that cannot be read begins anew, and somebody is told") {
  TownRoom room;
  room.coordinator(desk);
  room.member(asker, "Ada");
  room.text(asker, "ask");
  room.database->transact([&](store::Transaction& tx) {
    const auto contact = store::find_contact(tx, {"sms", asker});
    store::save_conversation(tx, contact->id, "{\"nonsense\":1}", std::nullopt);
  });
  room.text(asker, "ask");
  CHECK(contains(room.said_to(asker).back(), "What help do you need?"));
  CHECK(contains(room.said_to(desk).back(), "a stored talk"));
}

TEST_CASE("a sender that is no phone is kept and never written to") {
  TownRoom room;
  auto advert = room.inbound("Vodafone", "Your bill is ready");
  advert.replyable = false;
  CHECK(room.turns.hear(room.channels.at("sms"), advert, room.now) == Turns::Took::done);
  CHECK(room.said_to("Vodafone").empty());
  CHECK(room.log().size() == 1);
}

TEST_CASE("where the provider answers STOP itself, we do not say it twice") {
  TownRoom room;
  room.member(asker, "Ada");
  room.channels.at("sms").limits.confirmed_stops = {"stop", "cancel"};
  room.text(asker, " Stop ");
  CHECK(room.said_to(asker).empty());
  room.text(asker, "hello");
  CHECK(room.said_to(asker).empty());
  room.text(asker, "i want to die");
  CHECK(room.said_to(asker).size() == 1);
}

TEST_CASE("a STOP in words that the provider does not know is answered by us") {
  TownRoom room;
  room.member(asker, "Ada");
  room.channels.at("sms").limits.confirmed_stops = {"stop", "cancel"};
  room.text(asker, "stop all");
  const auto texts = room.said_to(asker);
  REQUIRE(texts.size() == 1);
  CHECK(contains(texts.back(), "no more texts"));
}

TEST_CASE("where it does not, STOP is confirmed once") {
  TownRoom room;
  room.member(asker, "Ada");
  room.text(asker, "ask");
  room.text(asker, "STOP");
  const auto texts = room.said_to(asker);
  REQUIRE(texts.size() == 2);
  CHECK(contains(texts.back(), "no more texts"));
  room.text(asker, "ask");
  CHECK(room.said_to(asker).size() == 2);
  // The question that had not left yet does not leave any more; the confirmation does.
  const auto states = room.database->read([](store::Transaction& tx) {
    std::vector<std::string> all;
    for (const auto& message : store::messages(tx))
      if (message.direction == "out") all.push_back(message.state);
    return all;
  });
  CHECK(states == std::vector<std::string>{"expired", "queued"});
}

TEST_CASE("a volunteer who does not answer is free to be asked again, and may still say yes") {
  TownRoom room;
  room.member(asker, "Ada");
  room.member(helper, "Ben", "V1", {"shopping"});
  ask_for_shopping(room);
  const auto state = [&] {
    return room.database->read(
        [](store::Transaction& tx) { return store::invitations(tx).front().state; });
  };
  CHECK(state() == "invited");
  room.now += std::chrono::hours{25};
  Ticker ticker(*room.database, room.turns, shipped_library(), Clock{});
  ticker.run(room.now);
  CHECK(state() == "expired");
}

TEST_CASE("what fails on the clock is set aside and told, and the rest goes on") {
  TownRoom room;
  room.coordinator(desk);
  room.member(asker, "Ada");
  const auto ben = room.member(helper, "Ben");
  const auto tell = [&](std::int64_t member, const std::string& cause) {
    room.database->transact([&](store::Transaction& tx) {
      store::Ids ids(room.now, static_cast<std::uint64_t>(++room.ids));
      store::Notice notice;
      notice.id = ids.next();
      notice.cause = cause;
      notice.member = member;
      notice.event = "member.vetted";
      notice.facts = {{"level", "V1"}};
      notice.message_class = "confirmation";
      notice.not_before = room.now;
      notice.created_at = room.now;
      store::insert_notice(tx, notice);
    });
  };
  tell(1, "poison");
  tell(ben, "fine");
  // A talk that no key opens makes the first one throw.
  room.database->transact([&](store::Transaction& tx) {
    const auto contact = store::find_contact(tx, {"sms", asker});
    tx.run("UPDATE contacts SET conversation_sealed = 'bm9uc2Vuc2U=' WHERE id = :a", {contact->id});
  });
  Ticker ticker(*room.database, room.turns, shipped_library(), Clock{});
  ticker.run(room.now);
  CHECK(room.said_to(helper).size() == 1);
  CHECK(contains(room.said_to(desk).back(), "notice"));
  CHECK(ticker.run(room.now) == 0);
}

TEST_CASE("a ledger that cannot take a message says so, and nothing of it is kept") {
  store::Folder folder;
  TownRoom room(folder / "bank.db");
  room.database->transact([](store::Transaction& tx) {
    const auto pages = tx.row<std::int64_t>("PRAGMA page_count");
    tx.rows<std::int64_t>("PRAGMA max_page_count = " + std::to_string(std::get<0>(*pages)));
  });
  const std::string long_text(100'000, 'x');
  CHECK_THROWS_AS(room.text(asker, long_text), store::Busy);
  room.database->transact(
      [](store::Transaction& tx) { tx.rows<std::int64_t>("PRAGMA max_page_count = 100000"); });
  CHECK(room.log().empty());
  room.text(asker, "hello");
  CHECK(room.log().size() >= 2);
}

}  // namespace
}  // namespace kindbank::bot
