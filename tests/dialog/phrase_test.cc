#include "dialog/phrase.h"

#include <catch2/catch.hpp>
#include <string>

#include "dialog/normal.h"
#include "dialog/phrases.h"

namespace kindbank::dialog {
namespace {

const Spellings spellings = {{"cant", {"can", "not"}}, {"fourteen", {"14"}}};

bool hears(const std::string& pattern, const std::string& text) {
  const auto phrase = Phrase::read(pattern, spellings);
  REQUIRE(phrase);
  Phrases list;
  list.add(*phrase);
  return list.first_in(respell(words_of(text), spellings)) != nullptr;
}

TEST_CASE("a piece that may be left out is heard with and without it") {
  CHECK(hears("pain in my|the? chest", "a pain in chest"));
  CHECK(hears("pain in my|the? chest", "pain in the chest, bad"));
  CHECK_FALSE(hears("pain in my|the? chest", "pain in his chest"));
  CHECK(hears("i am only? 5..17 .", "i am only fourteen"));
  CHECK(hears("i am only? only 14", "i am only 14"));
}

TEST_CASE("a full stop on its own is the end of the text") {
  CHECK(hears("i am 5..17 .", "hello, i am 14!"));
  CHECK_FALSE(hears("i am 5..17 .", "i am 14 miles off"));
  CHECK_FALSE(hears("i am 5..17 .", "i am 18"));
}

TEST_CASE("a gap is up to three words") {
  CHECK(hears("fell ... can not", "she fell over and now cant"));
  CHECK_FALSE(hears("fell ... can not", "she fell over and now she cant"));
}

TEST_CASE("a phrase is not heard where the text says as well what it may not be said with") {
  const std::string pattern = "cut my finger|thumb ! on purpose ! cant ... stop";
  CHECK(hears(pattern, "i cut my finger, ouch"));
  CHECK_FALSE(hears(pattern, "i cut my finger on purpose"));
  CHECK_FALSE(hears(pattern, "on purpose! i cut my thumb today"));
  CHECK_FALSE(hears(pattern, "i cut my thumb and cant make it stop"));
  CHECK(hears(pattern, "i cut my finger on a purpose made tool"));
}

TEST_CASE("a phrase that could be heard in nothing is refused") {
  for (const auto* pattern :
       {"", ".", "...", "only?", "only? child", "a child?", "a ...", ". a", "cant? go",
        "cant|wont go", "5..many", "a !", "! a", "a ! b?", "a ! ! b"}) {
    INFO(pattern);
    CHECK_FALSE(Phrase::read(pattern, spellings));
  }
}

}  // namespace
}  // namespace kindbank::dialog
