// What broken phones, jokers and people of every script send: it is read as it looks, or asked
// again, and never taken for something else.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "dialog/gate.h"
#include "dialog/read_need.h"
#include "dialog/utf8.h"
#include "tests/dialog/read_rows.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

const std::vector<Expect> kinds = {Expect::yes_no,   Expect::number,   Expect::minutes,
                                   Expect::datetime, Expect::postcode, Expect::phone,
                                   Expect::code};

std::string repeated(const std::string& piece) {
  std::string text;
  while (text.size() + piece.size() <= 1600) text += piece;
  return text;
}

}  // namespace

TEST_CASE("what does not show changes nothing") {
  check_read(Expect::yes_no, {{"y\u200Be\u200Bs", "yes"},          // of no width
                              {"\u202Ayes\u202C", "yes"},          // a direction
                              {"\uFEFFno", "no"},                  // a mark of byte order
                              {"n\u00ADo", "no"},                  // a hyphen that is not there
                              {"y\u0336e\u0336s\u0336", "yes"}});  // struck through
  check_read(Expect::number, {{"\u200B4\u200B", "4"}, {"\u20664\u2069", "4"}});
  check_read(Expect::postcode, {{"sg1\u200B 3aa", "SG1 3AA"}, {"SG1\u00A03AA", "SG1 3AA"}});
  check_read(Expect::code, {{"k4\u200Dt7", "K4T7"}});
  check_read(Expect::phone, {{"07700\u200B900123", "+447700900123"}});
  check_read(Expect::minutes, {{"4\u200B5 mins", "45"}});
  check_read(Expect::name, {{"A\u200Bnn", "Ann"}});
}

TEST_CASE("letters that only look alike are asked again") {
  const ReadRows rows = {{"\u0443\u0435\u0455", ""},  // "yes" in Cyrillic
                         {"\u043D\u043E", ""},        // "no"
                         {"\u202Esey", ""},           // "yes" written backwards
                         {"y\u0435s", ""}};           // one letter of another script
  check_read(Expect::yes_no, rows);
  check_read(Expect::postcode, {{"S\u02611 3AA", ""}, {"\u0405G1 3AA", ""}});
  check_read(Expect::code, {{"\u043A4\u04427", ""}});
  CHECK(read_gate(shipped_words(), "\u0455t\u043Ep").rights ==
        GateReading::Rights::stop);  // but not here
}

TEST_CASE("wide letters and the figures of other scripts are read as they look") {
  check_read(Expect::yes_no, {{"\uFF59\uFF45\uFF53", "yes"}});
  check_read(Expect::number, {{"\uFF14", "4"}, {"\u0664", "4"}, {"\u096A", "4"}});
  CHECK(read_gate(shipped_words(), "\uFF33\uFF34\uFF2F\uFF30").rights == GateReading::Rights::stop);
}

TEST_CASE("a text in a script that nothing is written in is asked again, however long") {
  const Hearing hearing{shipped_words()};
  for (const std::string word : {"\u0645\u0631\u062D\u0628\u0627 ",
                                 "\u4F60\u597D ",
                                 "\u0928\u092E\u0938\u094D\u0924\u0947 ",
                                 "\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35 ",
                                 "\u05E9\u05DC\u05D5\u05DD ",
                                 "\u0393\u03B5\u03B9\u03B1 ",
                                 "\uC548\uB155 ",
                                 "\u10D2\u10D0\u10DB\u10D0\u10E0\u10EF\u10DD\u10D1\u10D0 ",
                                 "\u0A38\u0A24 ",
                                 "\u0B9A\u0BB5 ",
                                 "\u12A5\u1293 ",
                                 "\u1780\u17D2\u1798\u17C2\u179A ",
                                 "\U0001F600",
                                 "\U0001F1EC\U0001F1E7",
                                 "\U0001F468\u200D\U0001F469\u200D\U0001F467 ",
                                 "\u0301\u0302\u0303",
                                 "\u200B",
                                 "\u202E",
                                 "... ",
                                 "\xF0\x9F\x91 ",
                                 "\xFF\xFE "}) {
    for (const auto& text : {word, repeated(word)}) {
      INFO(text.substr(0, 20));
      for (const auto kind : kinds) CHECK(understand(hearing, Asked{kind}, text).value.empty());
      CHECK_FALSE(read_need(hearing, text));
      const auto gate = read_gate(shipped_words(), text);
      CHECK(!gate.crisis);
      CHECK(gate.rights == GateReading::Rights::none);
      CHECK(gate.standing.empty());
    }
  }
}

TEST_CASE("a text without a stop or a comma, as it is spoken, is read where it says one thing") {
  check_read(Expect::yes_no, {{"yes please that would be lovely thank you very much", "yes"},
                              {"um yeah go on then i suppose so yes", ""}});
  check_read(Expect::postcode,
             {{"hello its ann here my postcode is sg one three a a thank you", "SG1 3AA"}});
  check_read(Expect::phone,
             {{"oh seven seven double oh nine double oh one two three", "+447700900123"}});
}

TEST_CASE("whatever is asked, an odd text is read as one of its answers or asked again") {
  const std::vector<Choice> help = {{"lift", "Lift", ""}, {"garden", "Garden", ""}};
  const std::vector<std::string> odd = {"",
                                        "?",
                                        "\U0001F44D",
                                        "\U0001F600",
                                        "a",
                                        "y\u0435s ",
                                        "\u202Esey\u202C ",
                                        "\u2066yes\u2069 no ",
                                        "k4\u200Dt\u200B7 ",
                                        "a\u0301\u0302\u0303 ",
                                        "\u0928\u092E\u0938\u094D\u0924\u0947 ",
                                        "\u0645\u0631\u062D\u0628\u0627 ",
                                        "\u4F60\u597D",
                                        "\uFF59\uFF45\uFF53 ",
                                        "\xF0\x9F\x91 ",
                                        "\xFF\xFE",
                                        std::string("yes\0no ", 7),
                                        "1 2 3 ",
                                        "1:30",
                                        "07700 900123 ",
                                        "sg1 3aa ",
                                        "fri ",
                                        "not ",
                                        "no ",
                                        "so an hour ",
                                        "im called ",
                                        "spuneti-mi ",
                                        "so i was saying to my neighbour about the thing on friday "
                                        "at 2 and she said yes but i said no "};
  const auto is_one_of = [](std::string_view value, std::vector<std::string_view> values) {
    return std::find(values.begin(), values.end(), value) != values.end();
  };
  const auto figures = [](const std::string& value) {
    return value.find_first_not_of("0123456789") == value.npos;
  };
  for (const std::string_view language : {"en", "pl", "ro", "ur"})
    for (const auto& piece : odd)
      for (const auto& sent : {piece, piece.empty() ? piece : repeated(piece)}) {
        const auto text = repair_utf8(sent).text;  // as an adapter hands it on
        const Hearing hearing{shipped_words(), language};
        const auto read = [&](Expect kind) {
          const Asked asked{kind, kind == Expect::choice ? help : std::vector<Choice>{}};
          const auto reading = understand(hearing, asked, text);
          CHECK(bool(reading) == !reading.value.empty());
          CHECK(reading.value.size() <= longest_answer);
          CHECK(repair_utf8(reading.value).text == reading.value);
          CHECK_FALSE(reading.why.empty());
          return reading.value;
        };
        INFO(language << ": " << text.substr(0, 40));
        CHECK(is_one_of(read(Expect::choice), {"", "lift", "garden"}));
        CHECK(is_one_of(read(Expect::yes_no), {"", "yes", "no"}));
        CHECK(figures(read(Expect::number)));
        CHECK(figures(read(Expect::minutes)));
        CHECK(is_one_of(read(Expect::postcode), {"", "SG1 3AA"}));
        CHECK(is_one_of(read(Expect::phone), {"", "+447700900123"}));
        CHECK(is_one_of(read(Expect::code), {"", "K4T7"}));
        const auto when = read(Expect::datetime);
        CHECK((when.empty() || when.size() == 10 || when.size() == 16));
        read(Expect::name);
        read(Expect::text);
      }
}
