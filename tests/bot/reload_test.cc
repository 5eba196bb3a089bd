// What the town has edited is taken while the server runs, or refused whole.
#include "bot/reload.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/bot/edited_town.h"

using namespace kindbank;
using namespace kindbank::bot;

namespace {

struct ReloadRoom {
  std::unique_ptr<store::Database> database = store::ledger();
  Clock clock;
  Shelf shelf{std::make_shared<const Library>(shipped_library())};
  House next;
  std::vector<std::string> log;
  Reload reload{{*database, clock, shelf, {}, [this] { return next; }}};

  ReloadRoom() {
    reload.report = [this](Level, const std::string& line) { log.push_back(line); };
  }
  bool logged(const std::string& part) const {
    return std::any_of(log.begin(), log.end(),
                       [&](const auto& line) { return line.find(part) != line.npos; });
  }
};

const dialog::Finding mistake{dialog::Finding::Level::error,
                              {"flows/ask.yaml", 12, 3},
                              "unknown-step",
                              "There is no step 'wen'.",
                              "Did you mean 'when'?"};

}  // namespace

TEST_CASE("a set without a mistake is served from then on") {
  ReloadRoom room;
  const auto edited_library = edited("ask", "\"When?\"", "\"Which day?\"");
  room.next.library = *edited_library;
  CHECK(room.reload.run());
  CHECK(room.shelf.take()->flows.current("ask")->hash ==
        edited_library->flows.current("ask")->hash);
  CHECK(room.reload.record().taken == 1);
  CHECK_FALSE(room.reload.record().refused_at);
}

TEST_CASE("a set with a mistake is refused whole, and each finding is in the log") {
  ReloadRoom room;
  const auto before = room.shelf.take();
  room.next.findings = {mistake};
  CHECK_FALSE(room.reload.run());
  CHECK(room.shelf.take() == before);
  CHECK(room.logged("flows/ask.yaml:12:3: unknown-step: There is no step 'wen'."));
  CHECK(room.reload.record().refused == 1);
  CHECK(room.reload.record().refused_at);
  room.next.findings.clear();
  room.next.library = shipped_library();
  CHECK(room.reload.run());
  CHECK_FALSE(room.reload.record().refused_at);
}

TEST_CASE("what cannot be read at all leaves what is served as it is") {
  ReloadRoom room;
  const auto before = room.shelf.take();
  Reload reload({*room.database, room.clock, room.shelf, {}, []() -> House {
                   throw std::runtime_error("the folder is gone");
                 }});
  const auto refused = reload.run();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == "the reload was refused: the folder is gone");
  CHECK(room.shelf.take() == before);
}

TEST_CASE("a setting that only a restart brings into force is named, and a secret is not shown") {
  Settings before;
  before.shown = {{"server.listen", "127.0.0.1:8080", "default"},
                  {"bank.name", "Bank", "default"},
                  {"flows", "flows", "default"},
                  {"channels.sms.auth_token", "(set)", "x"}};
  before.channels = {{"sms", "twilio", {{"auth_token", "one"}}, ""}};
  auto after = before;
  CHECK(need_restart(before, after).empty());
  after.shown[1].value = "Another";
  after.shown[2].value = "other";
  CHECK(need_restart(before, after).empty());
  after.shown[0].value = "127.0.0.1:9000";
  after.channels[0].values["auth_token"] = "two";
  CHECK(need_restart(before, after) ==
        std::vector<std::string>{"channels.sms.auth_token", "server.listen"});
}

TEST_CASE("what the phone says in a language is named where only a restart brings it into force") {
  Settings before;
  before.channels = {{"voice", "voice", {}, "", {{"en", {}}, {"pl", {}}}}};
  auto after = before;
  CHECK(need_restart(before, after).empty());
  after.channels[0].spoken["pl"].goodbye = "Do widzenia.";
  const std::vector<std::string> polish = {
      "what the phone says in 'pl' (spoken, voice_key and others)"};
  CHECK(need_restart(before, after) == polish);
  after.channels[0].adapter = "sim";
  CHECK(need_restart(before, after) != polish);
}
