// Which language a text asks for, and which it is plainly written in.
#include "dialog/told_language.h"

#include <catch2/catch.hpp>

#include "tests/dialog/shipped_words.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

const Flows& flows_in_three_languages() {
  static const Flows flows = [] {
    Flows all;
    for (const std::string code : {"pl", "ro"}) {
      const std::string file = "flows/languages/" + code + ".yaml";
      auto read = read_language(read_source_file(file), file);
      REQUIRE(read.findings.empty());
      all.add(std::move(read.language));
    }
    return all;
  }();
  return flows;
}

std::string wished(const std::string& text) {
  const auto wish = wished_language(flows_in_three_languages(), shipped_words(), text);
  if (!wish) return "";
  using Said = LanguageWish::Said;
  return wish->code + (wish->said == Said::by_name_alone ? "?"
                       : wish->said == Said::by_own_name ? "!"
                                                         : "");
}

std::string written(const std::string& text) {
  return written_language(flows_in_three_languages(), shipped_words(), text).value_or("");
}

std::string native(const std::string& text) {
  return native_language(flows_in_three_languages(), shipped_words(), text).value_or("");
}

}  // namespace

TEST_CASE("a language is asked for in many words, and its name alone may be something else") {
  CHECK(wished("po polsku proszę") == "pl");
  CHECK(wished("Polish please") == "pl");
  CHECK(wished("can you write in polish") == "pl");
  CHECK(wished("język polski") == "pl");
  CHECK(wished("POLSKI") == "pl!");
  CHECK(wished("polsku") == "pl?");
  CHECK(wished("în română vă rog") == "ro");
  CHECK(wished("in romana") == "ro");
  CHECK(wished("Romana") == "ro?");
  CHECK(wished("rom\u00e2n\u0103.") == "ro!");
  CHECK(wished("po angielsku") == "en");
  CHECK(wished("English") == "en!");
  CHECK(wished("i need english lessons").empty());
  CHECK(wished("polish the table please").empty());
  CHECK(wished("urdu please").empty());
  CHECK(wished("please").empty());
  CHECK(wished("").empty());
}

TEST_CASE("whoever says what they speak is of that language") {
  CHECK(native("im Polish") == "pl");
  CHECK(native("i am a polish lady") == "pl");
  CHECK(native("we are from Romania") == "ro");
  for (const auto* text :
       {"polish", "im polishing the table", "im jean", "my polish neighbour", ""})
    CHECK(native(text).empty());
}

TEST_CASE("several words tell a language, and one short word never does") {
  CHECK(written("dzień dobry, potrzebuję pomocy z zakupami") == "pl");
  CHECK(written("dzien dobry czy ktos moze jutro pojsc ze mna do lekarza") == "pl");
  CHECK(written("bună ziua, am nevoie de ajutor cu cumpărăturile") == "ro");
  CHECK(written("buna ziua cine ma poate ajuta maine") == "ro");
  CHECK(written("can someone help me with the shopping") == "en");
  for (const auto* text : {"tak", "da", "nie", "nu", "no", "dzisiaj", "mâine", "pomoc", "tak tak",
                           "ok", "Ana are mere", "Mam and dad", "SG1 3AA", "Jan Kowalski", "2", ""})
    CHECK(written(text).empty());
  CHECK(written("need jutro pomoc help ktos with").empty());  // as much of one as of the other
}
