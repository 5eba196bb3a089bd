// What a whole exchange costs in texts: the real flows through the real turn, counted at the
// phones. The bounds are those of the partnership's rules: five texts of whoever asks, and 25
// segments out where five volunteers are asked, the street with them, which is asked once a member.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <numeric>

#include "bot/replay.h"
#include "tests/bot/town_room.h"

using namespace kindbank;
using namespace kindbank::bot;

namespace {

const std::string exchange_tree = KINDBANK_SOURCE_DIR;

Transcript talk_called(const std::string& name) {
  std::ifstream in(exchange_tree + "/tests/transcripts/" + name, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto transcript = read_transcript(text, name);
  REQUIRE(transcript);
  return *transcript;
}

// To neighbours; a coordinator has nothing to do in these talks.
int segments_of(const Replayed& played) {
  return std::accumulate(played.costs.begin(), played.costs.end(), 0, [](int sum, const auto& one) {
    return one.first == "desk" ? sum : sum + one.second.segments;
  });
}

int asked_volunteers(const Transcript& transcript) {
  return static_cast<int>(
      std::count_if(transcript.lines.begin(), transcript.lines.end(), [](const Line& line) {
        return line.kind == Line::Kind::shows &&
               line.text.find("Can you help?") != std::string::npos;
      }));
}

// As in life, who asks is asked for it and says it.
bool says_the_street(const Transcript& transcript) {
  return std::any_of(transcript.lines.begin(), transcript.lines.end(), [](const Line& line) {
    return line.kind == Line::Kind::says && line.text.find("High Street") != std::string::npos;
  });
}

// Up to the text that gives the job its code.
int texts_to_ask(const Transcript& transcript) {
  int texts = 0;
  for (const auto& line : transcript.lines) {
    if (line.actor != "asker") continue;
    if (line.kind == Line::Kind::says) ++texts;
    if (line.kind == Line::Kind::shows && line.text.find("Your job code is") != std::string::npos)
      return texts;
  }
  return 0;
}

}  // namespace

TEST_CASE("to ask for help takes five texts") {
  for (const auto* name : {"C2-golden.chat", "C4-exchange-today.chat", "C4-exchange-week.chat"}) {
    INFO(name);
    CHECK(texts_to_ask(talk_called(name)) == 5);
  }
}

TEST_CASE("a whole exchange of which five were asked keeps within its segments") {
  constexpr int most_segments = 25;
  for (const auto* name : {"C4-exchange-today.chat", "C4-exchange-week.chat"}) {
    INFO(name);
    const auto transcript = talk_called(name);
    const auto played = replay(shipped_library(), exchange_tree + "/config/towns", transcript);
    REQUIRE(played);
    CHECK(played->differences.empty());
    CHECK(asked_volunteers(transcript) == 5);
    CHECK(says_the_street(transcript));
    CHECK(segments_of(*played) <= most_segments);
  }
}
