// Who is opted out at the provider, on the whole way round: ledger, rights log, outbox and back.
#include <sys/resource.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>

#include "store/incidents.h"
#include "store/members.h"
#include "store/requests.h"
#include "tests/bot/provider_town.h"

namespace kindbank::bot {
namespace {

// No file may become longer than the rights log is now.
class NoRoom {
 public:
  explicit NoRoom(const std::string& file) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{std::filesystem::file_size(file), before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
  }
  ~NoRoom() { setrlimit(RLIMIT_FSIZE, &before_); }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;

 private:
  rlimit before_{};
};

struct RightsTown : ProviderTown {
  RightsTown() {
    room.member(asker, "Ada");
    room.coordinator(desk);
  }
  std::vector<std::string> states_to(const std::string& number) {
    std::vector<std::string> states;
    for (const auto& message : room.log())
      if (message.direction == "out" && message.address == "sms:" + number)
        states.push_back(message.state);
    return states;
  }
  // Another question is put to Ada, and this is what becomes of it.
  void ask_refused() {
    stub.next(StubTwilio::refuse(400, 21610));
    text(asker, "ask");
    sender.run_once(store::Lane::normal);
  }
};

}  // namespace

TEST_CASE("who is opted out at the provider is stopped here, and START brings them back") {
  RightsTown town;
  town.ask_refused();
  CHECK(town.stub.calls().size() == 1);
  CHECK(town.is_stopped(asker));
  town.pass();
  CHECK(town.logged(asker) == "stop");

  CHECK(town.text(asker, "2") == 200);
  town.pass(std::chrono::hours(1));
  CHECK(town.stub.calls().size() == 1);
  CHECK(town.room.said_to(asker).size() == 1);

  CHECK(town.text(asker, "START") == 200);
  town.pass();
  CHECK_FALSE(town.is_stopped(asker));
  CHECK(town.logged(asker) == "stop start");
  CHECK(town.stub.calls().size() == 2);
  CHECK(town.states_to(asker) == std::vector<std::string>{"failed", "sent"});
}

TEST_CASE("who is erased is forgotten after the rights log has it, and not in a crisis") {
  RightsTown town;
  for (const auto* words : {"ask", "2", "3", "no", "1"}) town.text(asker, words);
  CHECK_FALSE(town.room.turns.erase(7, town.room.now));
  town.text(asker, "i want to die");
  const auto held = town.room.turns.erase(1, town.room.now);
  REQUIRE_FALSE(held);
  CHECK(held.error().message.find("CLEAR") != std::string::npos);
  town.room.database->transact([](store::Transaction& tx) {
    for (const auto& one : store::incidents(tx))
      store::set_incident_state(tx, one.id, "clear", "Duty desk");
  });
  REQUIRE(town.room.turns.erase(1, town.room.now));
  CHECK(town.logged(asker) == "erase");
  town.room.database->read([](store::Transaction& tx) {
    CHECK(store::find_member(tx, 1)->first_name.empty());
    CHECK(store::requests(tx).front().state == "cancelled");
  });
  for (const auto& message : town.room.log()) CHECK(message.address != "sms:" + asker);
  CHECK_FALSE(town.room.turns.erase(1, town.room.now));
}

TEST_CASE("who presses the Start of the platform has begun again, with a partner's code too") {
  RightsTown town;
  for (const std::string said : {"hello", "SIP42"}) {
    town.ask_refused();
    town.pass();
    REQUIRE(town.is_stopped(asker));
    auto pressed = town.room.inbound(asker, said);
    pressed.opens = true;
    CHECK(town.call({pressed}) == 200);
    town.pass();
    CHECK_FALSE(town.is_stopped(asker));
    CHECK(town.room.said_to(asker).back().starts_with("Welcome back."));
    town.pass(std::chrono::hours(1));
  }
  CHECK(town.logged(asker) == "stop start stop start");
}

TEST_CASE("who presses the Start of the platform and never stopped says hello") {
  RightsTown town;
  auto pressed = town.room.inbound("+447400000002", "hello");
  pressed.opens = true;
  CHECK(town.call({pressed}) == 200);
  CHECK(town.room.said_to("+447400000002").back().find("first name") != std::string::npos);
}

TEST_CASE("whose job is open when the provider stops them, the desk is told of") {
  RightsTown town;
  for (const auto* words : {"ask", "2", "3", "no", "1"}) town.text(asker, words);
  town.pass();
  town.ask_refused();
  town.pass();
  REQUIRE_FALSE(town.room.said_to(desk).empty());
  CHECK(town.room.said_to(desk).back().find("stopped our texts") != std::string::npos);
}

TEST_CASE("a delivery report that says stopped stops, and a second copy undoes no START") {
  RightsTown town;
  town.text(asker, "ask");
  town.pass();
  CHECK(town.report_stopped("SM1") == 200);
  town.pass();
  CHECK(town.is_stopped(asker));
  CHECK(town.logged(asker) == "stop");
  CHECK(town.report_stopped("SM1") == 200);
  town.pass();
  CHECK(town.logged(asker) == "stop");
  town.text(asker, "START");
  CHECK(town.report_stopped("SM1") == 200);
  town.pass();
  CHECK_FALSE(town.is_stopped(asker));
  CHECK(town.logged(asker) == "stop start");
}

TEST_CASE("a report that says stopped before the send itself was answered is not lost") {
  RightsTown town;
  town.stub.next([&](StubTwilio& stub, const std::string& text) {
    CHECK(town.report_stopped("SM1") == 200);
    return StubTwilio::take(stub, text);
  });
  town.text(asker, "ask");
  town.pass();
  CHECK(town.is_stopped(asker));
  CHECK(town.states_to(asker) == std::vector<std::string>{"failed"});
  town.pass();
  CHECK(town.logged(asker) == "stop");
}

TEST_CASE("a stop that the rights log cannot take is logged once it can, and only once") {
  RightsTown town;
  {
    const NoRoom no_room(town.folder / "rights.log");
    town.ask_refused();
    town.pass();
    CHECK(town.is_stopped(asker));
    CHECK(town.logged(asker).empty());
    town.pass(std::chrono::minutes(2));
    CHECK(town.logged(asker).empty());
  }
  CHECK(town.problems.find("rights log") != std::string::npos);
  CHECK(town.problems.find(asker) == std::string::npos);
  town.pass(std::chrono::minutes(2));
  CHECK(town.logged(asker) == "stop");
  town.pass(std::chrono::minutes(2));
  CHECK(town.logged(asker) == "stop");
}

TEST_CASE(
    "a STOP that the rights log cannot take is not acknowledged, and logged by its next copy") {
  RightsTown town;
  const auto stop = town.room.inbound(asker, "STOP");
  {
    const NoRoom no_room(town.folder / "rights.log");
    CHECK(town.call({stop}) == 503);
    CHECK(town.is_stopped(asker));
  }
  CHECK(town.call({stop}) == 200);
  CHECK(town.logged(asker) == "stop");
}

TEST_CASE("who texts START before the clock sees to their stop is not stopped again") {
  RightsTown town;
  town.ask_refused();
  town.text(asker, "START");
  town.pass();
  CHECK_FALSE(town.is_stopped(asker));
  CHECK(town.logged(asker).ends_with("start"));
}

}  // namespace kindbank::bot
