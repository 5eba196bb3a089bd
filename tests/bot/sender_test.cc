#include "bot/sender.h"

#include <catch2/catch.hpp>
#include <future>

#include "tests/bot/raw_socket.h"
#include "tests/bot/sending_town.h"

namespace kindbank::bot {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using store::somebody_else;
using store::someone;

}  // namespace

TEST_CASE("a contact's texts leave in order, and another's do not wait for them") {
  SendingTown town;
  const auto contact = town.talk.contact();
  const auto first = town.talk.say(contact, "first");
  town.talk.say(contact, "second", "answer", 2);
  town.talk.say(town.talk.contact(somebody_else), "other");
  town.stub.next(StubTwilio::refuse(401, 20003));
  CHECK(town.normal() == 2);
  CHECK(town.stub.calls() == Calls{"first", "other"});
  CHECK(town.talk.state_of(first) == "queued");
  town.clock.move(seconds(3));
  CHECK(town.normal() == 3);
  CHECK(town.stub.calls() == Calls{"first", "other", "first", "second 1", "second 2"});
  CHECK(town.talk.part_of(first).state == "sent");
  CHECK(town.talk.part_of(first).provider_id == "SM2");
  CHECK(town.normal() == 0);
}

TEST_CASE(
    "the pause that a provider asks for holds the lane, and a crisis text tries all the same") {
  SendingTown town;
  const auto contact = town.talk.contact();
  town.talk.say(contact, "first");
  town.talk.say(town.talk.contact(somebody_else), "other");
  town.stub.next(StubTwilio::refuse(429, 20429, {{"Retry-After", "120"}}));
  CHECK(town.normal() == 1);
  town.clock.move(seconds(100));
  CHECK(town.normal() == 0);
  town.talk.say(contact, "urgent", "crisis");
  CHECK(town.express() == 1);
  CHECK(town.stub.calls() == Calls{"first", "urgent"});
  town.clock.move(seconds(20));
  CHECK(town.normal() == 2);
  CHECK(town.stub.calls().size() == 4);
}

TEST_CASE("a crisis text passes a text whose provider hangs") {
  SendingTown town;
  const auto contact = town.talk.contact();
  town.talk.say(contact, "slow");
  town.stub.next(StubTwilio::hang);
  town.sender.start();
  CHECK(town.stub.wait_for_calls(1) == Calls{"slow"});
  town.talk.say(contact, "urgent", "crisis");
  town.sender.poke(store::Lane::express);
  CHECK(town.stub.wait_for_calls(2) == Calls{"slow", "urgent"});
  town.stub.let_go();
}

TEST_CASE(
    "eight people's texts are in the hands of a slow provider at once, and each one's in order") {
  const auto lane = GENERATE(store::Lane::normal, store::Lane::express);
  SendingTown town;
  for (int i = 0; i < 8; ++i) {
    town.stub.next(StubTwilio::hang);
    const auto contact = town.talk.contact({"sms", "+44740012350" + std::to_string(i)});
    town.talk.say(contact, "first", lane == store::Lane::express ? "crisis" : "answer");
    if (lane == store::Lane::normal) town.talk.say(contact, "second");
  }
  town.sender.start();
  CHECK(town.stub.wait_for_calls(8) == Calls(8, "first"));
  town.stub.let_go();
  if (lane == store::Lane::normal) CHECK(town.stub.wait_for_calls(16).size() == 16);
}

TEST_CASE("a text that arrived although the answer did not is looked up and not sent twice") {
  SendingTown town;
  const auto message = town.talk.say(town.talk.contact(), "hello");
  town.stub.next(StubTwilio::take_and_break);
  CHECK(town.normal() == 1);
  CHECK(town.talk.state_of(message) == "unknown");
  town.clock.move(seconds(10));
  CHECK(town.normal() == 0);
  town.clock.move(seconds(10));
  CHECK(town.normal() == 1);
  CHECK(town.stub.calls() == Calls{"hello", "?"});
  CHECK(town.talk.state_of(message) == "sent");
  CHECK(town.talk.part_of(message).provider_id == "SM1");
}

TEST_CASE("the second copy of a sentence is not settled by the first one's id") {
  SendingTown town;
  const auto contact = town.talk.contact();
  const auto first = town.talk.say(contact, "hello");
  const auto second = town.talk.say(contact, "hello");
  town.stub.next(StubTwilio::take);
  town.stub.next(StubTwilio::break_down);
  CHECK(town.normal() == 2);
  CHECK(town.talk.part_of(first).provider_id == "SM1");
  town.clock.move(seconds(20));
  CHECK(town.normal() == 1);
  CHECK(town.stub.calls() == Calls{"hello", "hello", "?", "hello"});
  CHECK(town.talk.part_of(second).provider_id == "SM2");
}

TEST_CASE("a text that never arrived is looked up and sent again") {
  SendingTown town;
  const auto message = town.talk.say(town.talk.contact(), "hello");
  town.stub.next(StubTwilio::break_down);
  town.normal();
  town.clock.move(seconds(20));
  town.normal();
  CHECK(town.stub.calls() == Calls{"hello", "?", "hello"});
  CHECK(town.talk.state_of(message) == "sent");
}

TEST_CASE("a text whose connection was reset after it was sent is looked up first") {
  std::mutex mutex;
  Calls calls;
  RawServer server([&](Wire& wire) {
    const auto head = wire.read_head();
    const bool sends = head.starts_with("POST");
    {
      const std::lock_guard lock(mutex);
      calls.push_back(sends ? "send" : "look");
    }
    if (sends) {
      wire.read_until("hello");
      return wire.reset();
    }
    const std::string list =
        R"({"messages":[{"sid":"SM1","direction":"outbound-api","status":"delivered",)"
        R"("body":"hello","date_created":"Mon, 01 Dec 2025 10:00:00 +0000"}]})";
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(list.size()) + "\r\n\r\n" +
              list);
  });
  SendingTown town(twilio_at("http://127.0.0.1:" + std::to_string(server.port())));
  const auto message = town.talk.say(town.talk.contact(), "hello");
  CHECK(town.normal() == 1);
  town.clock.move(seconds(20));
  CHECK(town.normal() == 1);
  CHECK(calls == Calls{"send", "look"});
  CHECK(town.talk.state_of(message) == "delivered");
}

TEST_CASE("where nothing tells whether a text arrived, its class decides") {
  SendingTown town;
  town.stub.list_answers(500);
  const auto answer = town.talk.say(town.talk.contact(), "answer");
  const auto ask = town.talk.say(town.talk.contact(somebody_else), "ask", "invitation");
  town.stub.next(StubTwilio::break_down);
  town.stub.next(StubTwilio::break_down);
  CHECK(town.normal() == 2);
  for (int i = 0; i < 10; ++i) {
    town.clock.move(minutes(11));
    town.normal();
  }
  CHECK(only_texts(town.stub.calls()) == Calls{"answer", "ask", "answer"});
  CHECK(town.stub.calls().size() == 3 + 5 + 5);
  CHECK(town.talk.state_of(answer) == "sent");
  CHECK(town.talk.state_of(ask) == "unknown");
}

TEST_CASE("a channel that cannot look up leaves the class to decide at once, within bounds") {
  StubTwilio stub;
  auto blind = stub.channel();
  blind.look_up = nullptr;
  SendingTown town(blind);
  const auto answer = town.talk.say(town.talk.contact(), "answer");
  const auto ask = town.talk.say(town.talk.contact(somebody_else), "ask", "invitation");
  for (int i = 0; i < 10; ++i) stub.next(StubTwilio::break_down);
  for (int i = 0; i < 10; ++i) {
    town.normal();
    town.clock.move(minutes(11));
  }
  CHECK(stub.calls() == Calls{"answer", "ask", "answer", "answer", "answer"});
  CHECK(town.talk.state_of(answer) == "unknown");
  CHECK(town.talk.state_of(ask) == "unknown");
}

TEST_CASE("a crisis text is sent again after one look that tells nothing") {
  SendingTown town;
  town.stub.list_answers(500);
  const auto message = town.talk.say(town.talk.contact(), "urgent", "crisis");
  town.stub.next(StubTwilio::break_down);
  town.express();
  town.clock.move(seconds(20));
  town.express();
  CHECK(town.stub.calls() == Calls{"urgent", "?", "urgent"});
  CHECK(town.talk.state_of(message) == "sent");
}

TEST_CASE(
    "who is stopped at the provider counts as stopped with the part, and is no number in the log") {
  SendingTown town;
  const auto contact = town.talk.contact();
  const auto first = town.talk.say(contact, "first");
  const auto second = town.talk.say(contact, "second");
  town.stub.next(StubTwilio::refuse(400, 21610));
  std::string reported;
  town.sender.report = [&](Level level, const std::string& line) {
    CHECK(level == Level::warning);
    reported += line;
  };
  CHECK(town.normal() == 1);
  CHECK(town.stub.calls() == Calls{"first"});
  CHECK(town.talk.state_of(first) == "failed");
  CHECK(town.talk.state_of(second) == "expired");
  CHECK(town.is_stopped(someone));
  CHECK(reported.find(std::to_string(contact)) != std::string::npos);
  CHECK(reported.find(someone.handle) == std::string::npos);
}

TEST_CASE("what is delivered is news, what is tried again a warning, what is given up an error") {
  SendingTown town;
  std::vector<Level> levels;
  town.sender.report = [&](Level level, const std::string&) { levels.push_back(level); };
  const auto contact = town.talk.contact();
  town.talk.say(contact, "taken");
  town.talk.say(contact, "refused");
  town.talk.say(contact, "put off");
  town.stub.next(StubTwilio::take);
  town.stub.next(StubTwilio::refuse(400, 21614));
  town.stub.next(StubTwilio::refuse(401, 20003));
  town.normal();
  CHECK(levels == std::vector<Level>{Level::info, Level::error, Level::warning});
}

TEST_CASE("a refusal for good fails that text only") {
  SendingTown town;
  const auto contact = town.talk.contact();
  const auto first = town.talk.say(contact, "first");
  const auto second = town.talk.say(contact, "second");
  town.stub.next(StubTwilio::refuse(400, 21614));
  CHECK(town.normal() == 2);
  CHECK(town.talk.state_of(first) == "failed");
  CHECK(town.talk.state_of(second) == "sent");
  CHECK_FALSE(town.is_stopped(someone));
}

TEST_CASE("a text that was to be tried again is not, once the person stopped texts") {
  SendingTown town;
  const auto message = town.talk.say(town.talk.contact(), "hello");
  town.stub.next(StubTwilio::refuse(401, 20003));
  town.normal();
  town.clock.move(seconds(5));
  town.talk.database->transact(
      [&](store::Transaction& tx) { store::set_stopped(tx, someone, town.clock.now()); });
  town.normal();
  CHECK(town.stub.calls() == Calls{"hello"});
  CHECK(town.talk.state_of(message) == "failed");
}

TEST_CASE("a text is given up when it is stale, and after many attempts over hours") {
  SendingTown town;
  const auto until = store::at_minute(5);
  const auto stale = town.talk.say(town.talk.contact(), "stale", "answer", 1, {}, until);
  const auto vain = town.talk.say(town.talk.contact(somebody_else), "vain", "answer", 1, {},
                                  store::at_minute(24 * 60));
  const auto urgent = town.talk.say(town.talk.contact(), "urgent", "crisis");
  for (int i = 0; i < 100; ++i) town.stub.next(StubTwilio::refuse(401, 20003));
  for (int i = 0; i < 40; ++i) {
    town.normal();
    town.express();
    town.clock.move(minutes(11));
  }
  CHECK(town.talk.state_of(stale) == "expired");
  CHECK(town.talk.state_of(vain) == "failed");
  CHECK(town.talk.part_of(vain).attempts == 34);  // eleven minutes apart
  CHECK(town.why(vain).starts_with("given up after 34 attempts"));
  CHECK(town.talk.state_of(urgent) == "queued");
}

TEST_CASE("what a dead sender had in its hands is looked up, and not at once", "[sqlite]") {
  SendingTown town;
  const auto message = town.talk.say(town.talk.contact(), "hello");
  CHECK(town.talk.take(0).size() == 1);
  town.talk.database->transact(
      [&](store::Transaction& tx) { store::end_all_leases(tx, town.clock.now() + look_up_wait); });
  CHECK(town.normal() == 0);
  town.clock.move(look_up_wait);
  CHECK(town.normal() == 1);
  CHECK(town.stub.calls() == Calls{"?", "hello"});
  CHECK(town.talk.state_of(message) == "sent");
}

TEST_CASE("a text that cannot be written fails, and those after it leave") {
  StubTwilio stub;
  auto channel = stub.channel();
  channel.write = [write = channel.write](const adapters::Outgoing& part, Time now) {
    if (part.message.text == "odd") throw std::runtime_error("odd");
    return write(part, now);
  };
  SendingTown town(channel);
  const auto contact = town.talk.contact();
  const auto odd = town.talk.say(contact, "odd");
  town.talk.say(contact, "even");
  CHECK(town.normal() == 2);
  CHECK(stub.calls() == Calls{"even"});
  CHECK(town.talk.state_of(odd) == "failed");
}

TEST_CASE("what was sent while the ledger was locked is settled once it is free") {
  const store::Folder folder;
  SendingTown town(folder / "ledger.db");
  const auto message = town.talk.say(town.talk.contact(), "hello");
  std::optional<StubbornStranger> stranger;
  town.stub.next([&](StubTwilio& stub, const std::string& text) {
    stranger.emplace(folder / "ledger.db");
    return StubTwilio::take(stub, text);
  });
  CHECK_THROWS_AS(town.normal(), store::Busy);
  CHECK_THROWS_AS(town.normal(), store::Busy);
  stranger.reset();
  town.clock.move(hours(1));
  CHECK(town.normal() == 0);
  CHECK(town.stub.calls() == Calls{"hello"});
  CHECK(town.talk.part_of(message).provider_id == "SM1");
}

TEST_CASE("a stop does not wait for a peer that hangs") {
  SendingTown town;
  const auto message = town.talk.say(town.talk.contact(), "hello");
  town.stub.next(StubTwilio::hang);
  town.sender.start();
  town.stub.wait_for_calls(1);
  const auto began = std::chrono::steady_clock::now();
  town.sender.stop();
  CHECK(std::chrono::steady_clock::now() - began < seconds(3));
  CHECK(town.talk.state_of(message) == "unknown");
}

TEST_CASE("a ledger that is broken ends the sender") {
  const store::Folder folder;
  SendingTown town(folder / "ledger.db");
  std::promise<void> broken;
  std::once_flag once;
  town.sender.on_broken = [&] { std::call_once(once, [&] { broken.set_value(); }); };
  CHECK_THROWS_AS(town.talk.database->transact(
                      [](store::Transaction&) { throw store::Broken("the disk is gone"); }),
                  store::Broken);
  town.sender.start();
  CHECK(broken.get_future().wait_for(seconds(10)) == std::future_status::ready);
}

}  // namespace kindbank::bot
