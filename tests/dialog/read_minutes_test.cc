// A length of time, as people text it: right, or asked again (an empty value).
#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "dialog/understand.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("a length of time is read as people text it") {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"1h30", "90"},
      {"1hr 30", "90"},
      {"1 hour 30 mins", "90"},
      {"an hour and a half", "90"},
      {"hour and half", "90"},
      {"1.5 hours", "90"},
      {"1 1/2 hrs", "90"},
      {"1½ hours", "90"},
      {"90", "90"},
      {"90 mins", "90"},
      {"90m", "90"},
      {"ninety minutes", "90"},
      {"half an hour", "30"},
      {"half hour", "30"},
      {"1/2 hour", "30"},
      {"½ hr", "30"},
      {"30", "30"},
      {"30mins", "30"},
      {"45", "45"},
      {"45 min", "45"},
      {"three quarters of an hour", "45"},
      {"quarter of an hour", "15"},
      {"quarter hour", "15"},
      {"1hr", "60"},
      {"1 h", "60"},
      {"an hour", "60"},
      {"one hour", "60"},
      {"about an hour", "60"},
      {"just over an hour", ""},
      {"just under an hour", ""},
      {"an hour ish", "60"},
      {"hour", "60"},
      {"2 hrs", "120"},
      {"2hrs ish", "120"},
      {"two hours", "120"},
      {"couple of hours", "120"},
      {"a couple of hrs", "120"},
      {"2h", "120"},
      {"2 and a half hours", "150"},
      {"two and a half hours", "150"},
      {"2.5 hrs", "150"},
      {"2h30", "150"},
      {"2:30", "150"},
      {"1:30", "90"},
      {"1 hr 15", "75"},
      {"1hr15mins", "75"},
      {"an hour and a quarter", "75"},
      {"an hour and 10 minutes", "70"},
      {"hour twenty", "80"},
      {"1 20", ""},
      {"20 mins", "20"},
      {"twenty minutes", "20"},
      {"twenty five mins", "25"},
      {"10 til 12", "120"},
      {"from 2 til 4", "120"},
      {"2pm to 4pm", "120"},
      {"9.30 to 11", "90"},
      {"half 2 to 4", "90"},
      {"all day", ""},
      {"all morning", ""},
      {"ages", ""},
      {"not long", ""},
      {"dunno", ""},
      {"a bit", ""},
      {"1", ""},
      {"2", ""},
      {"3", ""},
      {"60", "60"},
      {"120", "120"},
      {"1 or 2 hours", ""},
      {"2-3 hours", ""},
      {"an hour or so", "60"},
      {"a good hour", "60"},
      {"4 hours", "240"},
      {"hour n half", "90"},
      {"1 and a half hours", "90"},
      {"1 and half hr", "90"},
      {"0", ""},
      {"40mins no 50", "50"},
      {"hour sorry 2 hours", "120"},
      {"three hours", "180"},
      {"3h15", "195"},
      {"an hour 45", "105"},
      {"1hr 45m", "105"},
  };
  const Hearing hearing{shipped_words()};
  const Asked asked{Expect::minutes};
  for (const auto& [text, value] : rows) {
    INFO(text);
    CHECK(understand(hearing, asked, text).value == value);
  }
}

}  // namespace
}  // namespace kindbank::dialog
