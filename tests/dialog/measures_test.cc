// flows/words/measures.<language>.yaml: what is wrong with one is said where it stands, and a
// language has the English words besides its own.
#include "dialog/measures.h"

#include <catch2/catch.hpp>

#include "dialog/load_measures.h"
#include "tests/dialog/shipped_words.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

const std::string week =
    "weekdays: {monday: [luni], tuesday: [marti], wednesday: [miercuri], thursday: [joi],\n"
    "  friday: [vineri], saturday: [sambata], sunday: [duminica]}\n";

std::vector<Finding> findings_of(const std::string& text) {
  std::vector<Finding> findings;
  read_measures(text, "measures.ro.yaml", {}, findings);
  return findings;
}

}  // namespace

TEST_CASE("what is wrong with a list of measures is said where it stands") {
  CHECK(findings_of(week).empty());
  struct Row {
    const char* text;
    const char* code;
    int line;
  };
  const std::vector<Row> rows = {
      {"mondays: {monday: [luni]}\n", "unknown-key", 3},
      {"days: {now: [acum]}\n", "unknown-key", 3},
      {"days: [azi]\n", "bad-words", 3},
      {"days: {today: azi}\n", "bad-words", 3},
      {"days:\n  today: [azi]\n  tomorrow: [azi]\n", "bad-words", 5},
      {"days: {today: [one two three four five]}\n", "bad-words", 3},
      {"days: {today: [\"?\"]}\n", "bad-words", 3},
      {"ordinals: {32: [last]}\n", "bad-words", 3},
      {"clock_numbers: {sixty: [sixty]}\n", "bad-words", 3},
      {"numbers: {-1: [less]}\n", "bad-words", 3},
      {"lengths: {hour: ora}\n", "bad-words", 3},
      {"lengths: {second: [secunda]}\n", "unknown-key", 3},
      {"each_weekday: {friday: [luni]}\n", "bad-words", 3},
      {"no_hours: {rooms: [room]}\n", "unknown-key", 3},
      {"postcodes: {beside: langa}\n", "bad-words", 3},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const auto found = findings_of(week + row.text);
    REQUIRE(found.size() == 1);
    CHECK(found.front().code == row.code);
    CHECK(found.front().place.line == row.line);
  }
  CHECK(findings_of("weekdays: {monday: [luni]}\n").size() == 6);  // one for each that is missing
  CHECK(findings_of("days: {today: [azi]}\n").size() == 1);
}

TEST_CASE("a language has its own words and the English ones, and another none of its own") {
  const auto& words = shipped_words();
  const auto& polish = words.measures_of("pl");
  REQUIRE(polish.time.find("jutro") != nullptr);
  CHECK(*polish.time.find("jutro") == *polish.time.find("tomorrow"));
  CHECK(polish.time.find("do")->kind == TimeMark::Kind::until);  // in English it says nothing
  CHECK(words.measures_of("en").time.find("jutro") == nullptr);
  CHECK(words.measures_of("cy").time.find("tomorrow") != nullptr);
  CHECK(polish.numbers.amount_at({"dwadziescia", "piec"}, 0)->value == 25);
  CHECK(words.measures_of("ro").numbers.amount_at({"treizeci", "si", "cinci"}, 0)->words == 3);
}
