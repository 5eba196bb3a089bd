#include "dialog/phrases.h"

#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>

#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

Phrases list_of(std::initializer_list<const char*> patterns) {
  Phrases list;
  for (const auto* pattern : patterns) list.add(*Phrase::read(pattern, {}));
  return list;
}

std::string first_in(const Phrases& list, std::string_view text) {
  const auto* found = list.first_in(words_of(text));
  return found == nullptr ? "" : found->text();
}

TEST_CASE("the first of a list is found, wherever in the text each of them stands") {
  const auto list = list_of({"he|she fell", "5..17 years old", "no heating", "fell"});
  CHECK(first_in(list, "no heating, and she fell") == "he|she fell");
  CHECK(first_in(list, "no heating and i am 15 years old") == "5..17 years old");
  CHECK(first_in(list, "i fell, there is no heating") == "no heating");
  CHECK(first_in(list, "i fell") == "fell");
  CHECK(first_in(list, "no, the heating is fine").empty());
  CHECK(first_in(list, "").empty());
}

TEST_CASE("what is made empty matches nothing after it") {
  const auto list = list_of({"kill time", "time to kill|go", "to go"});
  auto text = words_of("kill time to go");
  list.blank_in(text);
  CHECK(join_words(text) == "");
  text = words_of("time to kill time");
  list.blank_in(text);
  CHECK(text == std::vector<std::string>{"time", "to", "", ""});
}

}  // namespace
}  // namespace kindbank::dialog
