// Long texts that a provider hands on in pieces.
#include <catch2/catch.hpp>
#include <thread>

#include "store/contacts.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

using std::chrono::seconds;

struct PiecesTown : TownRoom {
  explicit PiecesTown(const std::string& file = ":memory:") : TownRoom(file) {
    member(asker, "Ada");
  }
  Turns::Took piece(const std::string& id, int place, const std::string& words, int total = 2,
                    const std::string& whole = "71") {
    auto one = inbound(asker, words, id);
    one.piece = adapters::Piece{whole, place, total};
    return turns.hear(channels.at("sms"), one, now);
  }
  void wait(Duration time) {
    now += time;
    Ticker(*database, turns, shipped_library(), Clock{}).run(now);
  }
  std::vector<std::string> heard() {
    std::vector<std::string> texts;
    for (const auto& message : log())
      if (message.direction == "in") texts.push_back(message.text.value_or(""));
    return texts;
  }
};

using Texts = std::vector<std::string>;

TEST_CASE("pieces are heard as one text, whatever order they came in") {
  PiecesTown town;
  CHECK(town.piece("b", 2, "two halves") == Turns::Took::done);
  CHECK(town.heard().empty());
  CHECK(town.said_to(asker).empty());
  CHECK(town.piece("a", 1, "one text of ") == Turns::Took::done);
  CHECK(town.heard() == Texts{"one text of two halves"});
  CHECK(town.said_to(asker).size() == 1);
  town.wait(std::chrono::hours(1));
  CHECK(town.heard().size() == 1);
}

TEST_CASE("danger in a piece is answered before the others come") {
  PiecesTown town;
  town.piece("a", 1, "i want to die. i have thought about it for ");
  REQUIRE(town.said_to(asker).size() == 1);
  CHECK(town.said_to(asker).front().find("116 123") != std::string::npos);
  town.piece("b", 2, "weeks and weeks");
  town.wait(seconds(30));
  CHECK(town.heard().size() == 2);
}

TEST_CASE("a second copy of a piece changes nothing, before and after its text was heard") {
  PiecesTown town;
  CHECK(town.piece("a", 1, "one text of ") == Turns::Took::done);
  CHECK(town.piece("a", 1, "one text of ") == Turns::Took::seen_before);
  CHECK(town.piece("b", 2, "two") == Turns::Took::done);
  CHECK(town.piece("a", 1, "one text of ") == Turns::Took::seen_before);
  CHECK(town.piece("b", 2, "two") == Turns::Took::seen_before);
  town.wait(seconds(31));
  CHECK(town.heard() == Texts{"one text of two"});
}

TEST_CASE("what came is heard after half a minute, and a piece that comes later by itself") {
  PiecesTown town;
  town.piece("a", 1, "one text of ", 3);
  town.piece("c", 3, " pieces", 3);
  town.wait(seconds(29));
  CHECK(town.heard().empty());
  town.wait(seconds(1));
  CHECK(town.heard() == Texts{"one text of  pieces"});
  CHECK(town.said_to(asker).size() == 1);
  town.piece("b", 2, "three", 3);
  town.wait(seconds(30));
  CHECK(town.heard().size() == 2);
  CHECK(town.said_to(asker).size() == 2);
}

TEST_CASE("two long texts at once, and a number that is used again, do not mix") {
  PiecesTown town;
  town.piece("a", 1, "one ", 2, "71");
  town.piece("x", 1, "other ", 2, "72");
  town.piece("y", 2, "two", 2, "72");
  town.piece("b", 2, "half", 2, "71");
  CHECK(town.heard() == Texts{"other two", "one half"});
  town.piece("e", 1, "again ", 2, "71");
  town.piece("f", 2, "the same number", 2, "71");
  CHECK(town.heard().back() == "again the same number");
}

TEST_CASE("danger in a long text is answered once all of it is there, or after the wait") {
  PiecesTown town;
  town.piece("a", 1, "i do not know what to say any more, i want to ");
  town.piece("b", 2, "kill myself");
  REQUIRE(town.said_to(asker).size() == 1);
  CHECK(town.said_to(asker).front().find("999") != std::string::npos);
}

TEST_CASE("a stop that waited for a piece in vain stops") {
  PiecesTown town;
  town.piece("a", 1, "STOP");
  town.wait(seconds(30));
  CHECK(town.database->read([](store::Transaction& tx) {
    return store::is_stopped(tx, {"sms", asker});
  }));
}

TEST_CASE("pieces that come at once are one text") {
  store::Folder folder;
  PiecesTown town(folder / "bank.db");
  std::vector<std::thread> callers;
  for (int place = 1; place <= 8; ++place)
    callers.emplace_back([&town, place] {
      auto one = adapters::Inbound{};
      one.from = {"sms", asker};
      one.provider_id = "piece " + std::to_string(place);
      one.message.text = std::to_string(place);
      one.piece = adapters::Piece{"71", place, 8};
      town.turns.hear(town.channels.at("sms"), one, town.now);
    });
  for (auto& caller : callers) caller.join();
  CHECK(town.heard() == Texts{"12345678"});
}

}  // namespace
}  // namespace kindbank::bot
