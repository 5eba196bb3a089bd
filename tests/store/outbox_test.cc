#include "store/outbox.h"

#include <catch2/catch.hpp>

#include "store/dues.h"
#include "tests/store/talk.h"

namespace kindbank::store {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("a contact's next part leaves only when the one before was accepted") {
  Talk talk;
  const Id contact = talk.contact();
  talk.say(contact, "first", "answer", 2);
  talk.say(contact, "second");
  talk.say(talk.contact(somebody_else), "to another");

  auto parts = talk.take(1);
  REQUIRE(talk.texts(parts) == Texts{"first 1", "to another"});
  CHECK(parts[0].to == someone);
  CHECK(parts[0].attempts == 1);
  CHECK_FALSE(parts[0].maybe_sent);
  CHECK(talk.take(1).empty());

  talk.sent(parts[0], "SM1");
  talk.sent(parts[1], "SM2");
  parts = talk.take(1);
  REQUIRE(talk.texts(parts) == Texts{"first 2"});
  talk.database->transact([&](Transaction& tx) { later(tx, parts[0], at_minute(9), "429"); });
  CHECK(talk.take(8).empty());
  parts = talk.take(9);
  REQUIRE(talk.texts(parts) == Texts{"first 2"});
  CHECK(parts[0].attempts == 2);
  talk.database->transact([&](Transaction& tx) { never(tx, parts[0], "no such number"); });
  CHECK(talk.texts(talk.take(9)) == Texts{"second"});
}

TEST_CASE("crisis and alert pass whatever waits") {
  Talk talk;
  const Id contact = talk.contact();
  talk.say(contact, "an answer");
  talk.say(contact, "call 999", "crisis");
  talk.say(contact, "again", "crisis");
  talk.say(contact, "look", "alert");
  CHECK(talk.texts(talk.take(0, Lane::express)) == Texts{"call 999", "again", "look"});
  CHECK(talk.texts(talk.take(0)) == Texts{"an answer"});
}

TEST_CASE("what is held back until the morning does not hold up an answer") {
  Talk talk;
  const Id contact = talk.contact();
  talk.say(contact, "in the morning", "invitation", 1, at_minute(500));
  talk.say(contact, "now");
  const auto parts = talk.take(1);
  REQUIRE(talk.texts(parts) == Texts{"now"});
  talk.sent(parts[0], "SM1");
  CHECK(talk.take(499).empty());
  CHECK(talk.texts(talk.take(500)) == Texts{"in the morning"});
}

TEST_CASE("a part that is not worth sending any more expires") {
  Talk talk;
  const Id contact = talk.contact();
  const Id invitation = talk.say(contact, "can you", "invitation", 1, at_minute(0), at_minute(30));
  talk.say(contact, "next");
  CHECK(talk.texts(talk.take(30)) == Texts{"next"});
  CHECK(talk.state_of(invitation) == "expired");
}

TEST_CASE("a sender that died with a part leaves it unknown, to be looked up before it is resent") {
  Talk talk;
  const Id contact = talk.contact();
  const Id message = talk.say(contact, "hello");
  const auto lost = talk.take(0);
  REQUIRE(lost.size() == 1);
  CHECK(talk.take(0).empty());
  auto found = talk.take(2);
  REQUIRE(found.size() == 1);
  CHECK(found[0].maybe_sent);
  CHECK(found[0].text == "hello");
  CHECK(talk.state_of(message) == "unknown");

  // The dead sender's word on failure comes too late.
  talk.database->transact([&](Transaction& tx) { never(tx, lost[0], "late"); });
  CHECK(talk.state_of(message) == "unknown");
  talk.database->transact([&](Transaction& tx) { later(tx, found[0], at_minute(2), ""); });
  found = talk.take(2);
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found[0].maybe_sent);
  talk.sent(found[0], "SM1");
  CHECK(talk.state_of(message) == "sent");
  CHECK(talk.take(100).empty());
}

TEST_CASE("a new process ends at once the leases of the one before, if no other writes") {
  Talk talk;
  talk.say(talk.contact(), "hello");
  REQUIRE(talk.take(0).size() == 1);
  const bool alone = talk.database->transact([](Transaction& tx) {
    end_all_leases(tx, at_minute(0));
    return tx.writers() == Transaction::Writers::alone;
  });
  CHECK(talk.take(0).size() == (alone ? 1U : 0U));
}

TEST_CASE("an unknown part waits for its look-up, or is left alone for good") {
  Talk talk;
  const Id contact = talk.contact();
  const Id first = talk.say(contact, "first");
  talk.say(contact, "second");
  auto parts = talk.take(0);
  talk.database->transact(
      [&](Transaction& tx) { unknown(tx, parts[0], at_minute(5), "connection lost"); });
  CHECK(talk.take(4).empty());
  parts = talk.take(5);
  REQUIRE(talk.texts(parts) == Texts{"first"});
  talk.database->transact(
      [&](Transaction& tx) { unknown(tx, parts[0], std::nullopt, "connection lost"); });
  CHECK(talk.texts(talk.take(5)) == Texts{"second"});
  CHECK(talk.state_of(first) == "unknown");
  CHECK(talk.part_of(first).why == "connection lost");
}

TEST_CASE("a part that is left alone for good keeps no words") {
  Talk talk;
  talk.say(talk.contact(), "hello");
  const auto part = talk.take(0).at(0);
  talk.database->transact(
      [&](Transaction& tx) { unknown(tx, part, at_minute(5), "connection lost"); });
  CHECK(talk.with_words() == 1);
  const auto again = talk.take(5).at(0);
  talk.database->transact(
      [&](Transaction& tx) { unknown(tx, again, std::nullopt, "connection lost"); });
  CHECK(talk.with_words() == 0);
}

TEST_CASE("what was redacted is not sent, whatever its sender comes back with") {
  Talk talk;
  const Id contact = talk.contact();
  const Id waits = talk.say(contact, "waits", "answer", 2);
  const Id next = talk.say(contact, "next");
  const auto redacted = [&](Id message) {
    talk.database->transact([&](Transaction& tx) { redact(tx, message); });
  };
  redacted(waits);
  CHECK(talk.state_of(waits) == "expired");
  CHECK(talk.with_words() == 1);
  auto part = talk.take(0).at(0);
  REQUIRE(part.text == "next");

  redacted(next);  // while it is under way
  CHECK(talk.state_of(next) == "queued");
  CHECK(talk.with_words() == 0);
  SECTION("it was sent") {
    talk.sent(part, "SM1");
    CHECK(talk.state_of(next) == "sent");
  }
  SECTION("it was put off") {
    talk.database->transact([&](Transaction& tx) { later(tx, part, at_minute(1), "429"); });
    CHECK(talk.state_of(next) == "expired");
  }
  SECTION("nobody can tell") {
    talk.database->transact([&](Transaction& tx) { unknown(tx, part, at_minute(1), ""); });
    CHECK(talk.state_of(next) == "unknown");
  }
  SECTION("it died") {
    CHECK(talk.take(100).empty());
    CHECK(talk.state_of(next) == "unknown");
  }
  CHECK(talk.take(100).empty());
  talk.say(contact, "after");
  CHECK(talk.texts(talk.take(100)) == Texts{"after"});
}

TEST_CASE("what was redacted while it was in doubt is not looked up any more") {
  Talk talk;
  const Id message = talk.say(talk.contact(), "hello");
  const auto part = talk.take(0).at(0);
  talk.database->transact([&](Transaction& tx) { unknown(tx, part, at_minute(1), "lost"); });
  talk.database->transact([&](Transaction& tx) { redact(tx, message); });
  CHECK(talk.with_words() == 0);
  CHECK(talk.take(100).empty());
  CHECK(talk.state_of(message) == "unknown");
}

TEST_CASE("the sender knows when to look again") {
  Talk talk;
  const auto due = [&](int minute) {
    return talk.database->read(
        [&](Transaction& tx) { return next_due(tx, "sms", Lane::normal, at_minute(minute)); });
  };
  CHECK_FALSE(due(0));
  const Id contact = talk.contact();
  talk.say(contact, "first");
  talk.say(contact, "second");
  CHECK(due(0) == at_minute(0));
  auto parts = talk.take(0);
  CHECK(due(0) == at_minute(1));  // the lease; "second" stands behind "first"
  talk.database->transact([&](Transaction& tx) { later(tx, parts[0], at_minute(7), ""); });
  CHECK(due(1) == at_minute(7));
  parts = talk.take(7);
  talk.sent(parts.at(0), "SM1", 7);
  CHECK(due(7) == at_minute(0));
  talk.database->read([](Transaction& tx) {
    CHECK(backlog(tx, "sms", Lane::normal).waiting == 1);
    CHECK(backlog(tx, "sms", Lane::normal).oldest == at_minute(0));
    CHECK_FALSE(backlog(tx, "council", Lane::normal).oldest);
  });
}

TEST_CASE("what waits for somebody who said STOP is not sent, but a crisis text is") {
  Talk talk;
  const Id contact = talk.contact();
  const Id invitation = talk.say(contact, "can you help", "invitation");
  talk.say(contact, "call 999", "crisis");
  talk.database->transact([&](Transaction& tx) { withdraw(tx, contact, "stopped"); });
  CHECK(talk.state_of(invitation) == "expired");
  CHECK(talk.take(0).empty());
  CHECK(talk.take(0, Lane::express).size() == 1);
}

TEST_CASE("what no sender has taken yet has not left") {
  Talk talk;
  const Id contact = talk.contact();
  const auto waits = [&](int minute) {
    return talk.database->read(
        [&](Transaction& tx) { return waits_untried(tx, contact, at_minute(minute)); });
  };
  CHECK_FALSE(waits(0));
  talk.say(contact, "what time");
  CHECK(waits(0));
  CHECK_FALSE(waits(1));  // nothing was said then
  const auto parts = talk.take(1);
  REQUIRE(parts.size() == 1);
  CHECK_FALSE(waits(0));  // it may have left
  talk.database->transact([&](Transaction& tx) { later(tx, parts[0], at_minute(9), "429"); });
  CHECK(waits(0));
  talk.sent(talk.take(9).at(0), "SM1");
  CHECK_FALSE(waits(0));
}

TEST_CASE("a part knows when its person last wrote, and in which language") {
  Talk talk;
  const Id contact = talk.contact();
  talk.say(contact, "first");
  const auto first = talk.take(0).at(0);
  CHECK_FALSE(first.heard_at);
  CHECK(first.language.empty());
  talk.sent(first, "SM1");
  talk.database->transact([&](Transaction& tx) {
    heard(tx, contact, "sms", at_minute(3));
    set_language(tx, contact, "pl");
  });
  talk.say(contact, "second");
  const auto second = talk.take(4).at(0);
  CHECK(second.heard_at == at_minute(3));
  CHECK(second.language == "pl");
}

TEST_CASE("buttons and the question they answer travel with the part") {
  Talk talk;
  const Id contact = talk.contact();
  talk.database->transact([&](Transaction& tx) {
    OutboundMessage message;
    message.id = 1;
    message.channel = "sms";
    message.contact = contact;
    message.message_class = "answer";
    insert_outbound(tx, message);
    Part part;
    part.id = 2;
    part.message = 1;
    part.channel = "sms";
    part.options_json = R"([["yes","Yes"]])";
    part.question = "q17";
    part.message_class = "answer";
    enqueue(tx, part);
  });
  const auto orphan = [](Transaction& tx) {
    Part part;
    part.id = 3;
    part.message = 99;
    part.channel = "sms";
    part.message_class = "answer";
    enqueue(tx, part);
  };
  CHECK_THROWS_AS(talk.database->transact(orphan), std::runtime_error);
  const auto part = talk.take(0).at(0);
  CHECK(part.options_json == R"([["yes","Yes"]])");
  CHECK(part.question == "q17");
  CHECK(part.contact == contact);
}

}  // namespace
}  // namespace kindbank::store
