#include "bot/unrecorded.h"

#include <catch2/catch.hpp>
#include <future>

#include "tests/bot/sending_town.h"

namespace kindbank::bot {
namespace {

using std::chrono::minutes;
using store::someone;

// A crisis answer that has no row.
adapters::Outgoing crisis_answer(int number = 0) {
  adapters::Outgoing answer;
  answer.to = someone;
  answer.reference = "crisis-" + std::to_string(number);
  answer.message.text = "Call 999 now";
  return answer;
}

}  // namespace

TEST_CASE("a crisis answer leaves while the ledger is locked") {
  const store::Folder folder;
  SendingTown town(folder / "ledger.db");
  const StubbornStranger stranger(folder / "ledger.db");
  town.sender.start();
  CHECK(town.sender.send_now(crisis_answer()));
  CHECK(town.stub.wait_for_calls(1) == Calls{"Call 999 now"});
}

TEST_CASE("a crisis answer leaves while the ledger hangs") {
  SendingTown town;
  std::promise<void> release;
  std::promise<void> stuck;
  auto hanging = std::async(std::launch::async, [&] {
    town.talk.database->transact([&](store::Transaction&) {
      stuck.set_value();
      release.get_future().wait();
    });
  });
  stuck.get_future().wait();
  town.sender.start();
  CHECK(town.sender.send_now(crisis_answer()));
  CHECK(town.stub.wait_for_calls(1) == Calls{"Call 999 now"});
  release.set_value();
}

TEST_CASE("a crisis answer without a row is tried five times, and 256 may wait") {
  SendingTown town;
  town.sender.send_now(crisis_answer());
  for (int i = 0; i < 5; ++i) town.stub.next(StubTwilio::break_down);
  for (int i = 0; i < 8; ++i) {
    town.express();
    town.clock.move(minutes(11));
  }
  CHECK(town.stub.calls().size() == 5);
  for (int i = 0; i < 256; ++i) CHECK(town.sender.send_now(crisis_answer(i)));
  CHECK_FALSE(town.sender.send_now(crisis_answer(256)));
}

TEST_CASE("the same crisis answer is queued once, and known to have left once it was taken") {
  SendingTown town;
  const auto reference = crisis_answer().reference;
  town.sender.send_now(crisis_answer());
  town.sender.send_now(crisis_answer());
  CHECK(town.express() == 1);
  town.sender.send_now(crisis_answer());
  CHECK(town.express() == 0);
  CHECK(town.stub.calls() == Calls{"Call 999 now"});
  CHECK(town.sender.has_left(reference));
  CHECK_FALSE(town.sender.has_left("crisis-another"));
}

TEST_CASE("a crisis answer that did not leave is forgotten by whoever asks, and may come again") {
  SendingTown town;
  const auto reference = crisis_answer().reference;
  SECTION("while it waits") {
    town.sender.send_now(crisis_answer());
    CHECK_FALSE(town.sender.has_left(reference));
    CHECK(town.express() == 0);
  }
  SECTION("after it was refused for good") {
    town.stub.next(StubTwilio::refuse(400, 21614));
    town.sender.send_now(crisis_answer());
    CHECK(town.express() == 1);
    CHECK_FALSE(town.sender.has_left(reference));
  }
  town.sender.send_now(crisis_answer());
  CHECK(town.express() == 1);
  CHECK(town.sender.has_left(reference));
}

TEST_CASE("a stop lets go what has no row once more, and takes up nothing else") {
  SendingTown town;
  town.sender.send_now(crisis_answer());
  town.sender.start();
  town.sender.stop();
  CHECK(only_texts(town.stub.calls()) == Calls{"Call 999 now"});
}

}  // namespace kindbank::bot
