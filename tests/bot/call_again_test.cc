// A call that nobody takes is placed again, and then somebody hears of it.
#include <catch2/catch.hpp>

#include "bank/unreached.h"
#include "tests/bot/contains.h"
#include "tests/bot/provider_town.h"

namespace kindbank::bot {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// Whose provider takes every call, and reports later whether the person did.
struct RingingTown : ProviderTown {
  RingingTown() : number(room.member(asker, "Ada")) {
    channel.outcome = [was = channel.outcome](const auto& part, const auto& reply) {
      auto outcome = was(part, reply);
      if (auto* sent = std::get_if<adapters::Sent>(&outcome))
        sent->words = adapters::Sent::Words::kept;
      return outcome;
    };
    text(asker, "who is this");
    pass();
  }
  std::size_t calls() { return stub.calls().size(); }
  std::string provider_id() {
    return room.database->read([](store::Transaction& tx) {
      const auto row = tx.row<std::string>(
          "SELECT provider_id FROM outbox WHERE provider_id IS NOT NULL AND state = 'sent'");
      return row ? std::get<0>(*row) : std::string();
    });
  }
  void reports(adapters::Rung rung, const std::string& id) {
    const bool failed = rung == adapters::Rung::failed;
    call({}, {{id, rung, failed ? "nobody took the call" : "", false,
               failed ? adapters::Report::Again::later : adapters::Report::Again::no}});
  }
  void nobody_answers() { reports(adapters::Rung::failed, provider_id()); }
  std::string state() {
    std::string state;
    for (const auto& one : room.log())
      if (one.direction == "out" && one.address == "sms:" + asker) state = one.state;
    return state;
  }
  bool keeps_words() {
    return room.database->read([](store::Transaction& tx) {
      return tx.row<store::Id>("SELECT id FROM outbox WHERE text_sealed IS NOT NULL").has_value();
    });
  }
  std::vector<std::int64_t> unreached() {
    return room.database->transact([&](store::Transaction& tx) {
      store::Ids ids(clock.now(), 5);
      store::Contact nobody;
      bank::Context context{tx, shipped_library().town, ids, clock.now(), nobody};
      return bank::unreached(context);
    });
  }

  std::int64_t number;
};

TEST_CASE("a call that nobody takes is placed again twice, and then the desk reads of it") {
  RingingTown town;
  CHECK(town.calls() == 1);
  const auto first = town.provider_id();
  town.nobody_answers();
  town.reports(adapters::Rung::failed, first);  // a second copy of the report
  CHECK(town.state() == "held");
  town.pass(minutes(14));
  CHECK(town.calls() == 1);
  town.pass(minutes(1));
  CHECK(town.calls() == 2);
  CHECK(town.stub.calls()[0] == town.stub.calls()[1]);
  town.nobody_answers();
  town.pass(hours(2));
  CHECK(town.calls() == 3);
  CHECK(town.unreached().empty());
  town.nobody_answers();
  town.pass();
  CHECK(town.state() == "failed");
  CHECK(town.unreached() == std::vector<std::int64_t>{town.number});
  CHECK_FALSE(town.keeps_words());
  town.pass(hours(20));
  CHECK(town.calls() == 3);
}

TEST_CASE("words that no report asks for again are not kept for ever") {
  RingingTown town;
  const auto words_of_first = [&town, first = town.provider_id()] {
    return town.room.database->read([&first](store::Transaction& tx) {
      return tx
          .row<store::Id>(
              "SELECT id FROM outbox WHERE provider_id = :a AND text_sealed IS NOT NULL", {first})
          .has_value();
    });
  };
  const auto forget = [&town] {
    town.room.database->transact([&town](store::Transaction& tx) {
      store::forget_kept_words(tx, town.clock.now() - hours(48));
    });
  };
  town.pass(hours(47));
  forget();
  CHECK(words_of_first());
  town.pass(hours(2));
  forget();
  CHECK_FALSE(words_of_first());
}

TEST_CASE("what the provider says was too fast goes again when it says") {
  RingingTown town;
  town.call({}, {{town.provider_id(), adapters::Rung::failed, "too fast", false,
                  adapters::Report::Again::later, std::chrono::seconds(6)}});
  town.pass(std::chrono::seconds(5));
  CHECK(town.calls() == 1);
  town.pass(std::chrono::seconds(1));
  CHECK(town.calls() == 2);
  CHECK(town.state() == "sent");
}

TEST_CASE("who takes the second call, or rings before it, is not rung again") {
  RingingTown town;
  town.nobody_answers();
  SECTION("takes it") {
    town.pass(minutes(15));
    CHECK(town.keeps_words());
    town.reports(adapters::Rung::delivered, town.provider_id());
    CHECK(town.state() == "delivered");
    CHECK_FALSE(town.keeps_words());
    town.pass(hours(3));
    CHECK(town.calls() == 2);
  }
  SECTION("rings") {
    town.clock.move(minutes(5));
    town.text(asker, "hours");
    town.pass(hours(3));
    CHECK(town.calls() == 2);  // the second is the answer to what they said
    CHECK(town.unreached().empty());
  }
  SECTION("wants no texts") {
    town.clock.move(minutes(5));
    town.text(asker, "stop");
    town.pass();
    const auto before = town.calls();
    town.pass(hours(3));
    CHECK(town.calls() == before);
  }
}

TEST_CASE("nobody is rung again at night") {
  RingingTown town;
  town.reports(adapters::Rung::delivered, town.provider_id());
  town.clock.move(hours(9) + minutes(55));  // 19:55
  town.text(asker, "hours");
  town.pass();
  const auto before = town.calls();
  town.nobody_answers();
  town.pass(minutes(15));
  town.pass(hours(3));
  CHECK(town.calls() == before);
  town.pass(hours(9) + minutes(30));  // 08:40
  CHECK(town.calls() == before + 1);
}

}  // namespace
}  // namespace kindbank::bot
