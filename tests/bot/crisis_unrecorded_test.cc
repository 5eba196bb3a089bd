// A crisis that was answered past the ledger, and is recorded at last.
#include <catch2/catch.hpp>

#include "store/incidents.h"
#include "tests/bot/provider_town.h"

namespace kindbank::bot {
namespace {

const std::string cry_for_help = "I want to kill myself";

std::uint64_t fails() { throw store::Busy("the ledger is locked"); }

struct CrisisTown : ProviderTown {
  CrisisTown() { room.coordinator(desk); }

  int call_without_ledger() {
    room.turns.seed = fails;
    const auto status = call({message});
    room.turns.seed = store::fresh_seed;
    return status;
  }
  // How many of the texts that left are the answer to the cry_for_help.
  long answers() {
    const auto calls = stub.calls();
    return std::count_if(calls.begin(), calls.end(), [](const std::string& text) {
      return text.find("116 123") != std::string::npos;
    });
  }
  void check_recorded_once() {
    const auto incidents =
        room.database->read([](store::Transaction& tx) { return store::incidents(tx); });
    CHECK(incidents.size() == 1);
    CHECK(room.said_to(desk).size() == 1);
    CHECK(room.said_to(desk).front().find("crisis B") != std::string::npos);
  }

  adapters::Inbound message = room.inbound(asker, cry_for_help);
};

}  // namespace

TEST_CASE(
    "a crisis answered without the ledger is recorded and told later, and not answered twice") {
  CrisisTown town;
  CHECK(town.call_without_ledger() == 503);
  town.pass();
  CHECK(town.call_without_ledger() == 503);
  town.pass();
  CHECK(town.answers() == 1);
  CHECK(town.call({town.message}) == 200);
  town.pass();
  CHECK(town.answers() == 1);
  town.check_recorded_once();
  // What they say next is answered as ever.
  CHECK(town.text(asker, "please, i want to die") == 200);
  town.pass();
  CHECK(town.room.said_to(asker).size() == 1);
}

TEST_CASE("a crisis answer that never left is said by the turn that records it") {
  CrisisTown town;
  SECTION("as the provider refused it") {
    town.stub.next(StubTwilio::refuse(400, 21614));
    town.call_without_ledger();
    town.pass();
    CHECK(town.call({town.message}) == 200);
  }
  SECTION("as it still waited") {
    town.call_without_ledger();
    CHECK(town.call({town.message}) == 200);
  }
  town.pass();
  const bool refused = town.stub.calls().size() == 3;  // the refused one, its second, the desk's
  CHECK(town.answers() == (refused ? 2 : 1));
  town.check_recorded_once();
}

TEST_CASE("a crisis whose turn is poison is answered once, too") {
  CrisisTown town;
  town.room.member(asker, "Ada");
  town.call_without_ledger();
  town.pass();
  town.room.database->transact(
      [](store::Transaction& tx) { tx.run("ALTER TABLE visits RENAME TO lost"); });
  CHECK(town.call({town.message}) == 200);
  town.pass();
  CHECK(town.answers() == 1);
}

}  // namespace kindbank::bot
