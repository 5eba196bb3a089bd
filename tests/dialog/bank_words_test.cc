// What the bank puts into a text, as another language says it.
#include "dialog/bank_words.h"

#include <catch2/catch.hpp>

#include "tests/dialog/shipped_words.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

Language shipped_language(const std::string& code) {
  const std::string file = "flows/languages/" + code + ".yaml";
  auto read = read_language(read_source_file(file), file);
  REQUIRE(read.findings.empty());
  return std::move(read.language);
}

}  // namespace

TEST_CASE("kinds of help, days and hours are said in the language that the text is in") {
  const auto polish = shipped_language("pl");
  CHECK(in_words_of(polish, "a lift") == "podwózka");
  CHECK(in_words_of(polish, "by Tue 24 Nov") == "do wt. 24 lis");
  CHECK(in_words_of(polish, "Tue 24 Nov, 2pm") == "wt. 24 lis, 14.00");
  CHECK(in_words_of(polish, "Sun 3 Jan 2027") == "niedz. 3 sty 2027");
  CHECK(in_words_of(polish, "on Thu 26 Nov, 2pm") == "dnia czw. 26 lis, 14.00");
  CHECK(in_words_of(polish, "today, 2pm") == "dzisiaj, 14.00");
  CHECK(in_words_of(polish, "10.30am") == "10.30");
  CHECK(in_words_of(polish, "12.15am") == "0.15");
  CHECK(in_words_of(polish, "noon") == "12.00");
  CHECK(in_words_of(shipped_language("ro"), "Wed 25 Nov, 9am") == "mie. 25 noi, 9.00");
}

TEST_CASE("what the language has no word for stays English, and a name stays a name") {
  const auto polish = shipped_language("pl");
  CHECK(in_words_of(polish, "help with a cello") == "help with a cello");
  CHECK(in_words_of(polish, "") == "");
  const auto facts = in_words_of(polish, Facts{{"day", "today"}, {"first", "May"}});
  CHECK(facts.at("day") == "dzisiaj");
  CHECK(facts.at("first") == "May");
}
