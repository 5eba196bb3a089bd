// One member at two phones: what does not arrive at one goes to the other where they agreed to it.
#include <catch2/catch.hpp>

#include "bank/linking.h"
#include "bank/unreached.h"
#include "store/consents.h"
#include "store/invitations.h"
#include "store/requests.h"
#include "store/visits.h"
#include "tests/bot/contains.h"
#include "tests/bot/provider_town.h"

namespace kindbank::bot {
namespace {

const std::string second_phone = "+447400000002";

struct TwoPhones : ProviderTown {
  enum class Agreed { yes, no };

  explicit TwoPhones(Agreed agreed = Agreed::yes) {
    const auto member = room.member(asker, "Ada");
    room.database->transact([&](store::Transaction& tx) {
      store::Ids ids(room.now, 77);
      const auto second = store::contact_of(tx, {"sms", second_phone}, "sms", ids.next(), room.now);
      store::link_member(tx, second.id, member);
      store::Consent consent;
      consent.id = ids.next();
      consent.member = member;
      consent.kind = bank::other_way_consent;
      consent.given =
          agreed == Agreed::yes ? store::Consent::Given::yes : store::Consent::Given::no;
      consent.at = room.now;
      store::insert_consent(tx, consent);
    });
  }
  // The next text that leaves does not arrive.
  void lose() { stub.next(StubTwilio::refuse(400, 21614)); }
};

TEST_CASE("a question that does not arrive is asked at the other phone, and answered there") {
  TwoPhones town;
  town.lose();
  town.text(asker, "ask");
  town.pass();
  town.pass();
  REQUIRE(town.room.said_to(second_phone).size() == 1);
  CHECK(contains(town.room.said_to(second_phone).back(), "What help do you need?"));
  town.text(second_phone, "5");
  CHECK(contains(town.room.said_to(second_phone).back(), "When?"));
  CHECK(town.room.said_to(asker).size() == 1);
}

TEST_CASE("what asks nothing is said again at the other phone, once") {
  TwoPhones town;
  town.lose();
  town.text(asker, "who is this");
  town.lose();  // there neither
  for (int i = 0; i < 4; ++i) town.pass();
  CHECK(town.room.said_to(second_phone) == town.room.said_to(asker));
  CHECK(town.stub.calls().size() == 2);
}

TEST_CASE("nothing goes to another phone without consent, or after a STOP") {
  SECTION("no consent") {
    TwoPhones town(TwoPhones::Agreed::no);
    town.lose();
    town.text(asker, "ask");
    for (int i = 0; i < 3; ++i) town.pass();
    CHECK(town.room.said_to(second_phone).empty());
  }
  SECTION("they stopped our texts where it failed") {
    TwoPhones town;
    town.stub.next(StubTwilio::refuse(400, 21610));
    town.text(asker, "ask");
    for (int i = 0; i < 3; ++i) town.pass();
    CHECK(town.room.said_to(second_phone).empty());
  }
  SECTION("they stopped our texts at the other") {
    TwoPhones town;
    town.text(second_phone, "stop");
    town.pass();
    town.lose();
    town.text(asker, "ask");
    for (int i = 0; i < 3; ++i) town.pass();
    CHECK(town.room.said_to(second_phone).empty());
  }
}

TEST_CASE("a report that a text was not delivered sends it the other way, too") {
  TwoPhones town;
  town.text(asker, "ask");
  town.pass();
  const auto part = town.room.database->read([](store::Transaction& tx) {
    return std::get<0>(*tx.row<std::string>("SELECT provider_id FROM outbox"));
  });
  town.call({}, {{part, adapters::Rung::failed, "the phone is gone", false}});
  town.pass();
  REQUIRE(town.room.said_to(second_phone).size() == 1);
  CHECK(contains(town.room.said_to(second_phone).back(), "What help do you need?"));
}

TEST_CASE(
    "a coordinator reads of whom our texts do not reach, and at once where a visit is today") {
  ProviderTown town;
  const auto number = town.room.member(asker, "Ada");
  town.room.coordinator(desk);
  const auto unreached = [&] {
    return town.room.database->transact([&](store::Transaction& tx) {
      store::Ids ids(town.clock.now(), 5);
      store::Contact nobody;
      bank::Context context{tx, shipped_library().town, ids, town.clock.now(), nobody};
      return bank::unreached(context);
    });
  };
  const auto lose_one = [&] {
    town.stub.next(StubTwilio::refuse(400, 21614));
    town.text(asker, "who is this");
    town.pass();
    town.pass();
  };
  SECTION("no visit today") {
    lose_one();
    CHECK(unreached() == std::vector<std::int64_t>{number});
    CHECK(town.room.said_to(desk).empty());
    town.text(asker, "who is this");
    town.pass();
    CHECK(unreached().empty());
  }
  SECTION("a visit today, and it is told once") {
    const auto ben = town.room.member("+447400000003", "Ben");
    town.room.database->transact([&](store::Transaction& tx) {
      store::Ids ids(town.room.now, 9);
      store::Request request;
      request.id = ids.next();
      request.code = "K4T7";
      request.member = request.subject = number;
      request.category = "shopping";
      request.urgency = "today";
      request.area = "Old Town";
      request.created_at = town.room.now;
      store::insert_request(tx, request);
      store::insert_visit(tx, {ids.next(), request.id, "K4T7", ben, "agreed", "2026-11-24T15:00",
                               std::nullopt, std::nullopt, town.room.now});
    });
    lose_one();
    lose_one();
    REQUIRE(town.room.said_to(desk).size() == 1);
    CHECK(contains(town.room.said_to(desk).front(), "our texts do not reach Ada, member " +
                                                        std::to_string(number) +
                                                        ", and job K4T7 is today"));
  }
  SECTION("nobody waits for a helper who is asked in vain") {
    const std::string dead = "+447400000003";
    town.room.member(dead, "Ben", "V1", {"garden"});
    for (const auto* words : {"ask", "garden", "this week", "no"}) {
      town.text(asker, words);
      town.pass();
    }
    town.text(asker, "yes");
    town.stub.next(StubTwilio::take);  // the answer
    town.stub.next(StubTwilio::refuse(400, 21614));
    for (int i = 0; i < 3; ++i) town.pass();
    REQUIRE(town.room.said_to(dead).size() == 1);
    const auto states = town.room.database->read([](store::Transaction& tx) {
      std::vector<std::string> all;
      for (const auto& one : store::invitations(tx)) all.push_back(one.state);
      return all;
    });
    CHECK(states == std::vector<std::string>{"released"});
    CHECK(unreached() == std::vector<std::int64_t>{number + 1});
  }
  SECTION("who stopped our texts has said so themselves") {
    town.stub.next(StubTwilio::refuse(400, 21610));
    town.text(asker, "who is this");
    town.pass();
    CHECK(unreached().empty());
  }
}

}  // namespace
}  // namespace kindbank::bot
