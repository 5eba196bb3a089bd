#include "bot/spool.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "bot/front.h"
#include "tests/bot/contains.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

const std::string caller = "+441438555000";

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

Spool open_spool(const std::string& path) {
  auto spool = Spool::open(path, store::Key{1, 2, 3});
  if (!spool) throw std::runtime_error(spool.error().message);
  return std::move(*spool);
}

Spool::Kept said(const std::string& words, const std::string& id) {
  Spool::Kept kept{"voice", {}, Turns::Crisis::unanswered};
  kept.inbound.from = {"voice", caller};
  kept.inbound.provider_id = id;
  kept.inbound.message.text = words;
  kept.inbound.pressed = "7:yes";
  return kept;
}

std::vector<std::string> replayed(Spool& spool) {
  std::vector<std::string> words;
  spool.replay([&](const Spool::Kept& kept) {
    CHECK(kept.channel == "voice");
    CHECK(kept.inbound.from == Address{"voice", caller});
    CHECK(kept.inbound.pressed == "7:yes");
    words.push_back(kept.inbound.message.text);
  });
  return words;
}

using Words = std::vector<std::string>;

TEST_CASE("what is kept aside is sealed, and handed over once, in order, after a restart too") {
  const store::Folder folder;
  const auto path = folder / "spool";
  {
    auto spool = open_spool(path);
    CHECK(spool.empty());
    REQUIRE(spool.keep(said("my name is Ada", "CA1.1")));
    REQUIRE(spool.keep(said("garden", "CA1.2")));
  }
  CHECK_FALSE(contains(text_of(path), "Ada"));
  CHECK_FALSE(contains(text_of(path), caller));
  auto spool = open_spool(path);
  CHECK_FALSE(spool.empty());
  CHECK(replayed(spool) == Words{"my name is Ada", "garden"});
  CHECK(spool.empty());
  CHECK(text_of(path).empty());
  REQUIRE(spool.keep(said("later", "CA1.3")));
  CHECK(replayed(spool) == Words{"later"});
}

TEST_CASE("while the ledger is busy all of it waits on") {
  const store::Folder folder;
  auto spool = open_spool(folder / "spool");
  REQUIRE(spool.keep(said("one", "CA1.1")));
  REQUIRE(spool.keep(said("two", "CA1.2")));
  int taken = 0;
  const auto busy_at_the_second = [&](const Spool::Kept&) {
    if (++taken == 2) throw store::Busy("locked");
  };
  CHECK_THROWS_AS(spool.replay(busy_at_the_second), store::Busy);
  CHECK(replayed(spool) == Words{"one", "two"});
}

TEST_CASE("a line that was cut short, or that fails, is in no other's way") {
  const store::Folder folder;
  const auto path = folder / "spool";
  {
    auto spool = open_spool(path);
    REQUIRE(spool.keep(said("one", "CA1.1")));
  }
  std::ofstream(path, std::ios::app) << "half a li";
  auto spool = open_spool(path);
  REQUIRE(spool.keep(said("poison", "CA1.2")));
  REQUIRE(spool.keep(said("two", "CA1.3")));
  Words words;
  const auto outcome = spool.replay([&](const Spool::Kept& kept) {
    if (kept.inbound.message.text == "poison") throw std::runtime_error("unforeseen");
    words.push_back(kept.inbound.message.text);
  });
  CHECK(words == Words{"one", "two"});
  CHECK(outcome.taken == 2);
  CHECK(outcome.failed == 2);
  CHECK(spool.empty());  // until the next start
  auto later = open_spool(path);
  CHECK(replayed(later) == Words{"poison"});
}

std::uint64_t fails() { throw store::Busy("the disk is full"); }

// A town that is rung up.
struct PhoneTown : TownRoom {
  PhoneTown() {
    auto& voice = channels.emplace("voice", phones()).first->second;
    voice.name = voice.kind = "voice";
    voice.read = [this](const auto&, const auto&, Time) { return arrived; };
    voice.speak = [this](const auto&, const std::vector<adapters::Outgoing>& parts) {
      heard.clear();
      for (const auto& part : parts) heard += part.message.text;
      return adapters::HttpResponse{200, {}, ""};
    };
    voice.hang_up = [](const auto&) { return adapters::HttpResponse{200, {}, "we ring back"}; };
    front.spool = &spool;
    coordinator(desk);
  }
  void breaks() { turns.seed = fails; }
  void mends() { turns.seed = store::fresh_seed; }
  adapters::HttpResponse says(const std::string& words) {
    auto one = inbound(caller, words, "CA1." + std::to_string(++answers));
    one.from = {"voice", caller};
    arrived = {{one}, {}, {200, {}, ""}};
    for (const auto& route : front.routes())
      if (route.path == "/hooks/voice") return route.handle({"POST", "/hooks/voice", {}, ""});
    return {};
  }
  std::vector<std::string> words_of_caller() {
    std::vector<std::string> words;
    for (const auto& one : log())
      if (one.direction == "in") words.push_back(one.text.value_or("-"));
    return words;
  }

  adapters::Arrived arrived;
  store::Folder folder;
  Spool spool = open_spool(folder / "spool");
  Clock clock{now};
  Front front{*database, turns, shipped_library(), channels, clock};
  std::string heard;
  int answers = 0;
};

TEST_CASE("what is said on the phone while the ledger fails is heard when it is back, in order") {
  PhoneTown town;
  town.says("hello");
  town.breaks();
  CHECK(town.says("ask for help").body == "we ring back");
  CHECK(town.says("a lift please").status == 200);
  CHECK_THROWS_AS(town.front.replay(), store::Busy);
  town.mends();
  SECTION("by the clock") {
    town.front.replay();
    town.front.replay();
    CHECK(town.words_of_caller() == Words{"hello", "ask for help", "a lift please"});
  }
  SECTION("before the next that is said") {
    town.says("hello again");
    CHECK(town.words_of_caller().size() == 4);
  }
  int told = 0;
  for (const auto& text : town.said_to(desk))
    told += contains(text, "2 calls came while our records could not be written");
  CHECK(told == 1);
  CHECK(town.spool.empty());
}

TEST_CASE("the desk hears of all that was kept, though the ledger fails once more among it") {
  PhoneTown town;
  town.says("hello");
  town.breaks();
  town.says("ask for help");
  town.says("a lift please");
  int drawn = 0;
  town.turns.seed = [&]() -> std::uint64_t { return ++drawn == 2 ? fails() : store::fresh_seed(); };
  CHECK_THROWS_AS(town.front.replay(), store::Busy);
  town.mends();
  town.front.replay();
  int told = 0;
  for (const auto& text : town.said_to(desk)) told += contains(text, "2 calls came while");
  CHECK(told == 1);
  CHECK(town.words_of_caller().size() == 3);
}

TEST_CASE("a crisis that was answered in such a call is written down, and not rung about again") {
  PhoneTown town;
  town.breaks();
  CHECK(town.says("I want to kill myself").status == 200);
  CHECK(contains(town.heard, "116 123"));
  town.mends();
  town.front.replay();
  town.front.replay();
  int incidents = 0;
  int answers = 0;
  for (const auto& text : town.said_to(desk)) incidents += contains(text, "crisis");
  for (const auto& one : town.log())
    answers += one.address == "voice:" + caller && one.message_class == "crisis";
  CHECK(incidents == 1);
  CHECK(answers == 0);
}

}  // namespace
}  // namespace kindbank::bot
