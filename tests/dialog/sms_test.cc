#include "dialog/sms.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "dialog/utf8.h"
#include "tests/dialog/shipped_words.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

constexpr auto gsm7 = SmsCount::Encoding::gsm7;
constexpr auto ucs2 = SmsCount::Encoding::ucs2;

std::string times(int count, const std::string& text) {
  std::string all;
  for (int done = 0; done < count; ++done) all += text;
  return all;
}

std::string without_blanks(const std::string& text) {
  std::string rest;
  for (const char byte : text) {
    if (byte != ' ' && byte != '\n') rest += byte;
  }
  return rest;
}

}  // namespace

// The figures are those of the npm package sms-segments-calculator 1.3.0.
TEST_CASE("texts are counted as the networks count them") {
  struct Row {
    std::string text;
    SmsCount expected;
  };
  const std::vector<Row> rows = {
      {"", {gsm7, 0, 0}},
      {"Can you help? Reply YES or NO.", {gsm7, 30, 1}},
      {times(160, "a"), {gsm7, 160, 1}},
      {times(161, "a"), {gsm7, 161, 2}},
      {times(306, "a"), {gsm7, 306, 2}},
      {times(307, "a"), {gsm7, 307, 3}},
      {times(80, "€"), {gsm7, 160, 1}},
      {times(81, "€"), {gsm7, 162, 2}},
      {times(152, "€"), {gsm7, 304, 2}},
      {times(153, "€"), {gsm7, 306, 3}},  // a pair never straddles: 152 to a segment
      {"a" + times(152, "€"), {gsm7, 305, 2}},
      {"a" + times(153, "€"), {gsm7, 307, 3}},
      {"^{}\\[~]|€\f", {gsm7, 20, 1}},
      {"@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¡ÄÖÑÜ§¿äöñüà", {gsm7, 42, 1}},
      {"Ça", {gsm7, 2, 1}},
      {"ça", {ucs2, 2, 1}},
      {"`", {ucs2, 1, 1}},
      {"it’s", {ucs2, 4, 1}},
      {"a\tb", {ucs2, 3, 1}},
      {"dŵr", {ucs2, 3, 1}},
      {times(70, "ł"), {ucs2, 70, 1}},
      {times(71, "ł"), {ucs2, 71, 2}},
      {times(134, "ł"), {ucs2, 134, 2}},
      {times(135, "ł"), {ucs2, 135, 3}},
      {times(35, "😀"), {ucs2, 70, 1}},
      {times(36, "😀"), {ucs2, 72, 2}},
      {times(66, "😀"), {ucs2, 132, 2}},
      {times(67, "😀"), {ucs2, 134, 3}},  // 33 to a segment
      {"a" + times(66, "😀"), {ucs2, 133, 2}},
      {times(69, "€") + "😀", {ucs2, 71, 2}},
      {times(800, "😀"), {ucs2, 1600, 25}},
      {times(1600, "ڑ"), {ucs2, 1600, 24}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const SmsCount count = count_sms(row.text);
    CHECK(count.encoding == row.expected.encoding);
    CHECK(count.units == row.expected.units);
    CHECK(count.segments == row.expected.segments);
  }
}

TEST_CASE("a character is asked about by itself") {
  CHECK(is_gsm7(U'a'));
  CHECK(is_gsm7(U'€'));
  CHECK_FALSE(is_gsm7(U'ç'));
  CHECK_FALSE(is_gsm7(U'\x1B'));
}

TEST_CASE("a text that fits is not touched") {
  CHECK(split_sms("", 1).empty());
  CHECK(split_sms(" Hello. ", 1) == std::vector<std::string>{" Hello. "});
  CHECK(split_sms(times(306, "a"), 2).size() == 1);
}

TEST_CASE("a long text is cut at word ends") {
  const std::string words = times(40, "word ");  // 200
  const auto parts = split_sms(words, 1);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0] == times(31, "word ") + "word");
  CHECK(parts[1] == times(7, "word ") + "word");
  CHECK(split_sms(times(160, "a") + " " + "bb", 1) ==
        std::vector<std::string>{times(160, "a"), "bb"});
  CHECK(split_sms("One line.\n\n" + times(155, "a"), 1) ==
        std::vector<std::string>{"One line.", times(155, "a")});
}

TEST_CASE("a text without blanks is cut all the same") {
  CHECK(split_sms(times(400, "a"), 1) ==
        std::vector<std::string>{times(160, "a"), times(160, "a"), times(80, "a")});
  CHECK(split_sms(times(400, "中"), 2) ==
        std::vector<std::string>{times(134, "中"), times(134, "中"), times(132, "中")});
  CHECK(split_sms(times(100, "€"), 1) == std::vector<std::string>{times(80, "€"), times(20, "€")});
  CHECK(split_sms("a" + times(40, "😀"), 1) ==
        std::vector<std::string>{"a" + times(34, "😀"), times(6, "😀")});
}

TEST_CASE("what is drawn as one character stays in one text") {
  const std::string family = "👩\u200D👧";  // 5 units
  CHECK(split_sms(times(20, family), 1) ==
        std::vector<std::string>{times(14, family), times(6, family)});
  const std::string thumb = "👍🏽";  // 4 units
  CHECK(split_sms(times(20, thumb), 1) ==
        std::vector<std::string>{times(17, thumb), times(3, thumb)});
}

TEST_CASE("a part pays only for its own characters") {
  const auto parts = split_sms(times(30, "word ") + "dŵr", 1);
  REQUIRE(parts.size() == 2);
  CHECK(count_sms(parts[0]).encoding == gsm7);
  CHECK(parts[1] == "dŵr");
}

TEST_CASE("accents go where they would cost a second text, and only there") {
  const std::string polish = "Zażółć gęślą jaźń, Łukasz. ";
  CHECK(without_dear_accents(polish) == polish);  // one text as it is
  CHECK(without_dear_accents(times(3, polish)) == times(3, "Zazolc gesla jazn, Lukasz. "));
  CHECK(without_dear_accents(times(20, "mâine și țară ")) == times(20, "maine si tara "));
  CHECK(without_dear_accents(times(20, "şi ţară ")) ==
        times(20, "si tara "));  // with cedillas, too
  CHECK(without_dear_accents(times(20, "Zoë and José ")) == times(20, "Zoe and José "));
  CHECK(without_dear_accents(times(20, "„tak” – nie… ")) == times(20, ",,tak\" - nie... "));
  for (const std::string& text : {times(40, "José "), times(30, "خریداری "), times(30, "Łódź 👍 "),
                                  times(30, "Привет "), std::string()})
    CHECK(without_dear_accents(text) == text);
}

TEST_CASE("no part is empty or too long, and nothing but blanks is lost") {
  const std::vector<std::string> atoms = {
      "a", " ", "word ", "€", "😀", "ł", "\n", "é́", "{", "   ", "\u200D", "supercalifragilistic"};
  std::uint32_t state = 7;
  const auto next = [&state](std::size_t below) {
    state = state * 1664525u + 1013904223u;
    return static_cast<std::size_t>(state >> 16) % below;
  };
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const std::size_t kinds = 1 + next(atoms.size());
    for (std::size_t atom = next(400); atom > 0; --atom) text += atoms[next(kinds)];
    for (int max = 0; max <= 3; ++max) {
      std::string together;
      for (const auto& part : split_sms(text, max)) {
        CHECK(count_sms(part).segments <= std::max(max, 1));
        CHECK_FALSE(part.empty());
        CHECK(is_utf8(part));
        together += part;
      }
      CHECK(without_blanks(together) == without_blanks(text));
    }
  }
}

// The rows are those of tests/e2e/make_segments.mjs.
TEST_CASE("texts are counted as Twilio's calculator counts them") {
  const auto rows = nlohmann::json::parse(read_source_file("tests/payloads/segments.json"));
  REQUIRE(rows.size() > 600);
  for (const auto& row : rows) {
    const auto text = times(row.at(0), "a") + times(row.at(2), row.at(1)) + times(row.at(3), "b");
    INFO(row.dump());
    const auto count = count_sms(text);
    CHECK(count.segments == row.at(5).get<int>());
    CHECK((count.encoding == gsm7) == (row.at(4).get<std::string>() == "GSM-7"));
  }
}
