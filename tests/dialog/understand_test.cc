#include "dialog/understand.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

std::string read(Expect expect, const std::string& text, const std::vector<Choice>& choices = {}) {
  const auto answer = read_answer(shipped_words().answers, expect, choices, text);
  return answer ? answer->value : "?";
}

const std::vector<Choice> help = {{"lift", "Lift", ""},
                                  {"shopping", "Shopping", ""},
                                  {"job", "Small job at home", ""},
                                  {"chat", "A chat", ""}};

TEST_CASE("a choice is taken by its number, its word or its label") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"1", "lift"},
      {"2.", "shopping"},
      {"3)", "job"},
      {"2 shopping", "shopping"},
      {"Shopping", "shopping"},
      {"small", "job"},
      {"small job at home", "job"},
      {"a chat", "chat"},
      {"chat", "chat"},
      {"some shopping please", "shopping"},
      {"5", "?"},
      {"0", "?"},
      {"12", "?"},
      {"2 lift", "?"},
      {"lift and shopping", "?"},
      {"", "?"},
      {"gardening", "?"},
  };
  for (const auto& [text, key] : rows) {
    INFO(text);
    CHECK(read(Expect::choice, text, help) == key);
  }
}

TEST_CASE("yes and no are taken the way people text them") {
  for (const auto* text : {"YES", "y", "Yeah", "yep", "ok", "ye", "1", "tak", "da", "yes please",
                           "Yes, please!", "OK.", "sure"}) {
    INFO(text);
    CHECK(read(Expect::yes_no, text) == "yes");
  }
  for (const auto* text : {"no", "N", "nope", "nah", "no thanks", "2", "nie", "nu", "I can't"}) {
    INFO(text);
    CHECK(read(Expect::yes_no, text) == "no");
  }
  for (const auto* text : {"maybe", "yes but friday", "3", "", "no idea what this is"}) {
    INFO(text);
    CHECK(read(Expect::yes_no, text) == "?");
  }
}

TEST_CASE("a name is kept as it was typed") {
  CHECK(read(Expect::name, "Anne-Marie") == "Anne-Marie");
  CHECK(read(Expect::name, " my name is O'Neil ") == "O'Neil");
  CHECK(read(Expect::name, "I'm Zo\xC3\xAB") == "Zo\xC3\xAB");
  CHECK(read(Expect::name, "Mary Jane.") == "Mary Jane");
  for (const auto* text : {"", "07400 123456", "what is this?", "a b c d e f", "{name}",
                           "I need help", "join", "Ask", "yes thats fine", "OK then"}) {
    INFO(text);
    CHECK(read(Expect::name, text) == "?");
  }
}

TEST_CASE("a number stands alone in its text") {
  CHECK(read(Expect::number, "4") == "4");
  CHECK(read(Expect::number, "about four times") == "4");
  CHECK(read(Expect::number, "007") == "7");
  CHECK(read(Expect::number, "2 or 3") == "?");
  CHECK(read(Expect::number, "lots") == "?");
  CHECK(read(Expect::number, "99999999999999999999") == "?");
}

TEST_CASE("a postcode is written the one way") {
  CHECK(read(Expect::postcode, "sg11aa") == "SG1 1AA");
  CHECK(read(Expect::postcode, "SG1 1AA.") == "SG1 1AA");
  CHECK(read(Expect::postcode, "ec1a 1bb") == "EC1A 1BB");
  CHECK(read(Expect::postcode, "m11ae") == "M1 1AE");
  for (const auto* text : {"SG1", "1 High Street", "SG1 11A", "", "SGG 1AA", "SG123 4AA"}) {
    INFO(text);
    CHECK(read(Expect::postcode, text) == "?");
  }
}

TEST_CASE("a short answer is a number, a yes or a no and nothing else") {
  CHECK(is_short_answer(shipped_words().answers, "2"));
  CHECK(is_short_answer(shipped_words().answers, "Yes please"));
  CHECK_FALSE(is_short_answer(shipped_words().answers, "yes on friday"));
  CHECK_FALSE(is_short_answer(shipped_words().answers, ""));
}

}  // namespace
}  // namespace kindbank::dialog
