#include "bot/front.h"

#include <catch2/catch.hpp>
#include <set>

#include "bot/server.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

const std::string caller = "+447400000001";
const std::string other_caller = "+447400000002";
const std::string cry = "I want to kill myself";

// A front whose channel reads every call as what the test says that it holds.
struct FrontRoom : TownRoom {
  FrontRoom() {
    channels.at("sms").read = [this](const adapters::HttpRequest&, const std::string&, Time) {
      return arrived;
    };
    front.send_now = [this](const auto&, const adapters::Outgoing& answer) {
      if (references.insert(answer.reference).second) answers.push_back(answer.message.text);
    };
    front.on_refused_for_now = [this](const auto&) { ++fetches; };
    front.on_broken = [this] { ++breaks; };
    front.report = [this](Level level, const std::string& line) {
      log_lines += line + "\n";
      if (level == Level::info) kept_lines.push_back(line);
    };
    turns.alerted = [this](Level level, const std::string& line) {
      alert_lines.push_back((level == Level::error ? "error: " : "") + line);
    };
  }
  int call(std::vector<adapters::Inbound> messages, std::vector<adapters::Report> reports = {}) {
    arrived = {std::move(messages), std::move(reports), {200, {}, ""}};
    return front.routes().at(0).handle({"POST", "/hooks/sms", {}, ""}).status;
  }

  adapters::Arrived arrived;
  Clock clock{now};
  Front front{*database, turns, shipped_library(), channels, clock};
  std::set<std::string> references;
  std::vector<std::string> answers;
  std::string log_lines;
  std::vector<std::string> kept_lines;
  std::vector<std::string> alert_lines;
  int fetches = 0;
  int breaks = 0;
};

std::uint64_t fails_unforeseen() { throw std::runtime_error("no chance for " + cry); }

TEST_CASE("a call that fails unforeseen comes again, and a crisis in it is answered at once") {
  FrontRoom room;
  room.turns.seed = fails_unforeseen;
  const auto message = room.inbound(caller, cry);
  CHECK(room.call({message}) == 503);
  REQUIRE(room.answers.size() == 1);
  CHECK(room.answers[0].find("116 123") != std::string::npos);
  CHECK(room.fetches == 1);
  CHECK(room.breaks == 0);
  CHECK_FALSE(room.log_lines.empty());
  CHECK(room.log_lines.find("kill") == std::string::npos);
  CHECK(room.call({message}) == 503);
  CHECK(room.call({room.inbound(caller, "hello")}) == 503);
  CHECK(room.answers.size() == 1);

  room.turns.seed = store::fresh_seed;
  CHECK(room.call({message}) == 200);
  CHECK(room.log().size() > 1);
}

TEST_CASE("a crisis on the phone is answered in the call itself, whatever fails") {
  FrontRoom room;
  std::string said;
  room.channels.at("sms").speak = [&](const auto&, const std::vector<adapters::Outgoing>& parts) {
    for (const auto& part : parts) said += part.message.text;
    return adapters::HttpResponse{200, {}, ""};
  };
  room.turns.seed = fails_unforeseen;
  CHECK(room.call({room.inbound(caller, cry)}) == 200);
  CHECK(said.find("116 123") != std::string::npos);
  CHECK(room.answers.empty());  // the line is engaged
  said.clear();
  CHECK(room.call({room.inbound(caller, "hello")}) == 200);
  CHECK(said.find("116 123") == std::string::npos);
  CHECK_FALSE(said.empty());
}

TEST_CASE("one message of a call that fails takes no other with it") {
  FrontRoom room;
  int drawn = 0;
  room.turns.seed = [&]() -> std::uint64_t {
    return ++drawn == 1 ? fails_unforeseen() : store::fresh_seed();
  };
  CHECK(room.call({room.inbound(caller, "hello"), room.inbound(other_caller, "hello")}) == 503);
  CHECK(room.said_to(caller).empty());
  CHECK_FALSE(room.said_to(other_caller).empty());
}

TEST_CASE("a call that is kept is one line of the log, by ids alone") {
  FrontRoom room;
  using Lines = std::vector<std::string>;
  CHECK(room.call({room.inbound(caller, "hello", "SM1")}) == 200);
  CHECK(room.call({room.inbound(caller, "hello", "SM1")}) == 200);
  CHECK(room.call(
            {room.inbound(caller, "a", "SM2"), room.inbound(other_caller, "b", "their own words")},
            {{"SM3", adapters::Rung::delivered, "", false}}) == 200);
  CHECK(room.kept_lines ==
        Lines{"sms: a call was kept, SM1 was heard", "sms: a call was kept, SM1 was heard before",
              "sms: a call was kept, SM3 is delivered, SM2 was heard, (no id) was heard"});
  room.turns.seed = fails_unforeseen;
  CHECK(room.call({room.inbound(caller, "hello", "SM4")}) == 503);
  CHECK(room.kept_lines.size() == 3);
}

TEST_CASE("an alert is one line of the log, by ids alone") {
  FrontRoom room;
  CHECK(room.call({room.inbound(caller, cry)}) == 200);
  REQUIRE(room.alert_lines.size() == 1);  // nobody coordinates yet
  CHECK_THAT(room.alert_lines[0], Catch::Matches("error: alert crisis, code [A-Z0-9]+, contact "
                                                 "[0-9]+, message [0-9]+: it reaches nobody"));
  room.coordinator("+447400333444");
  CHECK(room.call({room.inbound(other_caller, cry)}) == 200);
  REQUIRE(room.alert_lines.size() == 2);
  CHECK_THAT(room.alert_lines[1], Catch::Matches("alert crisis, code [A-Z0-9]+, contact [0-9]+, "
                                                 "message [0-9]+: texts to 1 address"));
}

TEST_CASE("a report that fails keeps no message from being heard") {
  FrontRoom room;
  room.database->transact([](store::Transaction& tx) { tx.run("DROP TABLE early_reports", {}); });
  CHECK(room.call({room.inbound(caller, "hello")},
                  {{"SM-not-ours", adapters::Rung::delivered, "", false}}) == 503);
  CHECK_FALSE(room.said_to(caller).empty());
}

TEST_CASE("ten thousand reports of nobody's texts, twice, hold up no message") {
  FrontRoom room;
  std::vector<adapters::Report> reports;
  for (int i = 0; i < 10'000; ++i)
    reports.push_back({"unknown " + std::to_string(i), adapters::Rung::delivered, "", false});
  CHECK(room.call({room.inbound(caller, "hello", "SM1")}, reports) == 200);
  const auto said = room.said_to(caller);
  CHECK_FALSE(said.empty());
  CHECK(room.call({room.inbound(caller, "hello", "SM1")}, reports) == 200);
  CHECK(room.said_to(caller) == said);
  CHECK(room.breaks == 0);
}

TEST_CASE("the server starts no simulated phone that the world could reach") {
  const adapters::ChannelSettings phone{"play", "sim", {{"api_base", "http://127.0.0.1:8080"}}, ""};
  const auto why = [](const Settings& settings, const ServerOptions& options) {
    House house;
    house.settings = settings;
    const auto started = Server::start(std::move(house), options);
    REQUIRE_FALSE(started);
    return started.error().message;
  };
  const std::string beside =
      "the phone simulator does not run beside another channel or a public_url";
  Settings settings;
  settings.server.listen = {"0.0.0.0", 8080};
  settings.channels = {phone};
  CHECK(why(settings, {}).find("this machine only") != std::string::npos);
  settings.server.listen.host = "127.0.0.1";
  settings.server.public_url = "https://kind.example.org";
  CHECK(why(settings, {}) == beside);
  settings.server.public_url.clear();
  settings.channels.push_back({"sms", "twilio", {}, ""});
  CHECK(why(settings, {}) == beside);
  settings.channels = {phone};
  CHECK(why(settings, {ServerOptions::Simulator::on}) == beside);
}

}  // namespace
}  // namespace kindbank::bot
