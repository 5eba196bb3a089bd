// A count, as people text it: right, or asked again (an empty value).
#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "dialog/understand.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("a count is read as people text it") {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"2", "2"},
      {"two", "2"},
      {"twice", "2"},
      {"once", "1"},
      {"once or twice", ""},
      {"three times", "3"},
      {"3 times a month", "3"},
      {"about 4", "4"},
      {"4ish", "4"},
      {"maybe 3", "3"},
      {"3 i think", "3"},
      {"a couple", "2"},
      {"couple", "2"},
      {"a pair", "2"},
      {"half a dozen", "6"},
      {"a dozen", "12"},
      {"dozen", "12"},
      {"zero", "0"},
      {"as many as you like", ""},
      {"loads", ""},
      {"lots", ""},
      {"a few", ""},
      {"several", ""},
      {"2 or 3", ""},
      {"2-3", ""},
      {"between 2 and 4", ""},
      {"two three", ""},
      {"up to 4", "4"},
      {"max 5", "5"},
      {"5 max", "5"},
      {"no more than 3", "3"},
      {"at most 6", "6"},
      {"at least 2", ""},
      {"just the one", "1"},
      {"just 1", "1"},
      {"only one", "1"},
      {"one please", "1"},
      {"1 pls", "1"},
      {"number 3", "3"},
      {"four love", "4"},
      {"4 sorry 5", "5"},
      {"3 no 2", "2"},
      {"five no make it six", "6"},
      {"eight", "8"},
      {"thre", "3"},
      {"fuor", "4"},
      {"foru", "4"},
      {"sevn", "7"},
      {"ten", "10"},
      {"tenner", ""},
      {"every week", ""},
      {"weekly", ""},
      {"once a week", ""},
      {"1 a week", ""},
      {"as and when", ""},
      {"dont know", ""},
      {"dont mind", ""},
      {"not sure", ""},
      {"yes", ""},
      {"6.", "6"},
      {"\"6\"", "6"},
      {"six (6)", "6"},
      {"2 times", "2"},
      {"2x", "2"},
      {"x2", "2"},
      {"o", ""},
      {"l", ""},
      {"i", ""},
      {"seven or so", "7"},
      {"around six", "6"},
      {"roughly 5", "5"},
      {"twelve", "12"},
      {"twenty", "20"},
      {"twenty one", "21"},
      {"100", "100"},
  };
  const Hearing hearing{shipped_words()};
  const Asked asked{Expect::number};
  for (const auto& [text, value] : rows) {
    INFO(text);
    CHECK(understand(hearing, asked, text).value == value);
  }
}

}  // namespace
}  // namespace kindbank::dialog
