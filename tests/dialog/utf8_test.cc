#include "dialog/utf8.h"

#include <catch2/catch.hpp>

using namespace kindbank;

namespace {
const std::string mark = "\xEF\xBF\xBD";
}

TEST_CASE("valid text of every length passes unchanged") {
  for (const std::string text :
       {"", "hello", "D\u0175r \u00a35", "\u0645\u062f\u062f", "\U0001F600"}) {
    CHECK(is_utf8(text));
    CHECK(repair_utf8(text).text == text);
    CHECK_FALSE(repair_utf8(text).changed);
    CHECK(to_utf8(code_points(text)) == text);
  }
}

TEST_CASE("bytes that are no character become the replacement mark, one each") {
  struct Row {
    std::string bytes;
    std::string repaired;
  };
  const std::vector<Row> rows = {
      {"a\xFF"
       "b",
       "a" + mark + "b"},                               // never a byte of UTF-8
      {"caf\xE9", "caf" + mark},                        // Latin-1
      {"\x80", mark},                                   // a continuation alone
      {"\xC0\xAF", mark + mark},                        // overlong slash
      {"\xE0\x80\x80", mark + mark + mark},             // overlong NUL
      {"\xED\xA0\x80", mark + mark + mark},             // a surrogate
      {"\xF4\x90\x80\x80", mark + mark + mark + mark},  // past U+10FFFF
      {"\xF0\x9F\x98", mark + mark + mark},             // an emoji cut short
      {"\xE2\x82"
       "a",
       mark + mark + "a"},  // cut short inside
  };
  for (const Row& row : rows) {
    CHECK_FALSE(is_utf8(row.bytes));
    CHECK(repair_utf8(row.bytes).text == row.repaired);
    CHECK(repair_utf8(row.bytes).changed);
    CHECK(is_utf8(repair_utf8(row.bytes).text));
  }
}

TEST_CASE("NUL is valid UTF-8 and is replaced all the same") {
  const std::string text("a\0b", 3);
  CHECK(is_utf8(text));
  CHECK(repair_utf8(text).text == "a" + mark + "b");
  CHECK(repair_utf8(text).changed);
}

TEST_CASE("characters are counted as characters") {
  CHECK(code_points("D\u0175r\U0001F600").size() == 4);
  CHECK(code_points("\xFF").front() == 0xFFFD);
  CHECK(to_utf8(U'\u20ac') == "\u20ac");
  CHECK(to_utf8(char32_t{0x10FFFF}).size() == 4);
}
