#include "dialog/placeholder.h"

#include <catch2/catch.hpp>

#include "dialog/respond.h"
#include "dialog/unicode.h"

using namespace kindbank::dialog;

namespace {

std::string say_weeks(const std::string& text, const std::string& weeks,
                      std::string_view language) {
  return fill_in(text, {{"weeks", weeks}}, {}, language);
}

}  // namespace

TEST_CASE("a language has the forms that its plural rules say") {
  CHECK(plural_examples("en") == std::vector<std::int64_t>{1, 2});
  CHECK(plural_examples("pl") == std::vector<std::int64_t>{1, 2, 5});
  CHECK(plural_examples("ro") == std::vector<std::int64_t>{1, 2, 20});
  CHECK(plural_examples("zh") == std::vector<std::int64_t>{1});
  CHECK(plural_examples("no such language") == std::vector<std::int64_t>{1});
  CHECK(plural_category("pl", 22) == "few");
  CHECK(plural_category("pl", 12) == "many");
  CHECK(plural_category("ro", 0) == "few");
}

TEST_CASE("a text is compared without its accents") {
  CHECK(without_accents("plain") == "plain");
  CHECK(without_accents("zażółć gęślą jaźń") == "zazolc gesla jazn");
  CHECK(without_accents("săptămână, ștefan") == "saptamana, stefan");
  CHECK(without_accents("\U0001F33B") == "\U0001F33B");
}

TEST_CASE("of the forms beside a number the one is said that fits it") {
  const std::string weeks_off = "Off for {weeks|1 week|2 weeks}.";
  CHECK(say_weeks(weeks_off, "1", "en") == "Off for 1 week.");
  CHECK(say_weeks(weeks_off, "0", "en") == "Off for 0 weeks.");
  CHECK(say_weeks(weeks_off, "21", "en") == "Off for 21 weeks.");
  const std::string polish = "Przerwa na {weeks|1 tydzień|2 tygodnie|5 tygodni}.";
  CHECK(say_weeks(polish, "1", "pl") == "Przerwa na 1 tydzień.");
  CHECK(say_weeks(polish, "4", "pl") == "Przerwa na 4 tygodnie.");
  CHECK(say_weeks(polish, "12", "pl") == "Przerwa na 12 tygodni.");
  CHECK(say_weeks(polish, "22", "pl") == "Przerwa na 22 tygodnie.");
  const std::string romanian = "{weeks|1 săptămână|2 săptămâni|20 de săptămâni}";
  CHECK(say_weeks(romanian, "3", "ro") == "3 săptămâni");
  CHECK(say_weeks(romanian, "52", "ro") == "52 de săptămâni");
}

TEST_CASE("what is no number takes the last form, and a fact that is not there is seen") {
  const std::string text = "Off for {weeks|1 week|2 weeks}.";
  CHECK(say_weeks(text, "a few", "en") == "Off for a few weeks.");
  CHECK(say_weeks(text, "", "en") == "Off for.");
  CHECK(fill_in(text, {}, {}) == "Off for ... weeks.");
  CHECK(say_weeks(text, "99999999999999999999", "en") == "Off for 99999999999999999999 weeks.");
}

TEST_CASE("a text is cut at its placeholders") {
  const auto pieces = pieces_of("Job {code}, {n|1 hour|2 hours} long");
  REQUIRE(pieces);
  REQUIRE(pieces->size() == 3);
  CHECK(pieces->at(0).words == "Job ");
  CHECK(pieces->at(0).placeholder->fact == "code");
  CHECK(pieces->at(0).placeholder->forms.empty());
  CHECK(pieces->at(1).placeholder->fact == "n");
  CHECK(pieces->at(1).placeholder->forms == std::vector<std::string_view>{"1 hour", "2 hours"});
  CHECK(pieces->at(2).words == " long");
  CHECK_FALSE(pieces->at(2).placeholder);
  CHECK(facts_in("Job {code}, {n|1 hour|2 hours} long") == std::vector<std::string>{"code", "n"});
  for (const auto* text : {"{", "}", "a}b", "{}", "{Code}", "{a b}", "{|1 week}", "{a{b}}"}) {
    INFO(text);
    CHECK_FALSE(pieces_of(text));
  }
}

TEST_CASE("the slots of a text are what it leaves open, the bank's name aside") {
  using Slots = std::vector<std::string_view>;
  CHECK(slots_in("{bank}: {who} comes in {n|1 hour|2 hours}.") ==
        Slots{"{who}", "{n|1 hour|2 hours}"});
  CHECK(slots_in("Hello.").empty());
  CHECK(slots_in("{who} and }").empty());
}
