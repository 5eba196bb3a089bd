// How well people are understood may only get better: the texts that may be tuned on, and what is
// reached on them now. `./dev bench corpus --show` says which ones are misread.
#include <catch2/catch.hpp>

#include "bot/zone.h"
#include "tests/corpus/score.h"

using namespace kindbank;
using namespace kindbank::bot;

TEST_CASE("no more texts are misread than before") {
  bank::Town town;
  town.zone = *load_zone("Europe/London");
  const std::filesystem::path checkout = KINDBANK_SOURCE_DIR;
  const auto library = read_library({checkout / "flows", checkout / "config/areas.yaml"}, town);
  const auto scored = score_corpus(library, checkout / "tests/corpus/practice.jsonl");
  struct Reached {
    const char* kind;
    int right;  // at least
    int wrong;  // at most
  };
  const std::vector<Reached> reached = {
      {"choice", 851, 3},  {"code", 141, 0},     {"crisis", 1115, 2},  {"datetime", 1764, 5},
      {"minutes", 460, 0}, {"name", 657, 0},     {"need", 1313, 12},   {"number", 676, 5},
      {"phone", 158, 0},   {"postcode", 341, 1}, {"standing", 584, 0}, {"yes_no", 873, 1},
  };
  for (const auto& one : reached) {
    const auto score = scored.of_kind(one.kind);
    INFO(one.kind << ": " << score.right << " right, " << score.wrong << " wrong");
    CHECK(score.right >= one.right);
    CHECK(score.wrong <= one.wrong);
  }
  CHECK(scored.of_kind("standing").wrong == 0);
  for (const auto& one : scored.taken) {
    INFO(one.kind << ": " << one.text << ": " << one.why);
    CHECK(one.read.empty());
  }
  for (const auto& one : scored.misread) {
    INFO(one.text << ": meant " << one.meant << ", read " << one.read);
    const bool against = one.kind == "yes_no" && one.meant != "null" && one.read != "null" &&
                         (one.meant == "\"no\"" || one.read == "\"no\"");
    CHECK_FALSE(against);
  }
}
