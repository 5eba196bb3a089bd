#include "dialog/understand.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "dialog/age.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

std::string read(Expect expect, const std::string& text, const std::vector<Choice>& choices = {}) {
  const auto reading = understand({shipped_words()}, {expect, choices}, text);
  return reading ? reading.value : "?";
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
      {"option 1", "lift"},
      {"number 2 please", "shopping"},
      {"1 please", "lift"},
      {"one", "lift"},
      {"Two thanks", "shopping"},
      {"shoping", "shopping"},
      {"shoppin", "shopping"},
      {"lifts", "lift"},
      {"five", "?"},
      {"option", "?"},
      {"no 1 is well", "?"},
  };
  for (const auto& [text, key] : rows) {
    INFO(text);
    CHECK(read(Expect::choice, text, help) == key);
  }
  const std::vector<Choice> alike = {
      {"garden", "Garden", ""}, {"harden", "Harden", ""}, {"pets", "Pets", ""}};
  CHECK(read(Expect::choice, "gardening", alike) == "garden");
  CHECK(read(Expect::choice, "gardem", alike) == "garden");
  CHECK(read(Expect::choice, "parden", alike) == "?");
  const std::vector<Choice> both = {{"when", "Weekday", ""}, {"then", "Weekend", ""}};
  CHECK(read(Expect::choice, "weekded", both) == "?");
}

TEST_CASE("the 4th is no fourth choice where it may be a day") {
  const std::vector<Choice> choices = {{"yes", "Yes", ""},
                                       {"add", "Add something", ""},
                                       {"change", "Change it", ""},
                                       {"drop", "Forget it", ""}};
  Asked asked{Expect::choice, choices};
  const auto chosen = [&](const std::string& text) {
    const auto reading = understand({shipped_words()}, asked, text);
    return reading ? reading.value : "?";
  };
  CHECK(chosen("sorry the 4th") == "drop");
  asked.ordinals = Asked::Ordinals::of_days;
  for (const auto* text : {"sorry the 4th", "the 4th", "no the 3rd", "the fourth", "the 1st"}) {
    INFO(text);
    CHECK(chosen(text) == "?");
  }
  CHECK(chosen("the 4th one") == "drop");
  CHECK(chosen("4th option") == "drop");
  CHECK(chosen("4") == "drop");
  CHECK(chosen("number four please") == "drop");
  CHECK(chosen("yes 2") == "?");
  CHECK(chosen("yes 1") == "yes");
  CHECK(chosen("no forget it") == "drop");
}

TEST_CASE("a label of a few letters is said with what may stand around an answer") {
  const std::vector<Choice> choices = {
      {"w", "Woman", ""}, {"m", "Man", ""}, {"day", "Day", ""}, {"hat", "Red hat", ""}};
  CHECK(read(Expect::choice, "a man", choices) == "m");
  CHECK(read(Expect::choice, "no, a man", choices) == "m");
  CHECK(read(Expect::choice, "the day please", choices) == "day");
  CHECK(read(Expect::choice, "no man", choices) == "?");
  CHECK(read(Expect::choice, "a man or a woman", choices) == "?");
  CHECK(read(Expect::choice, "a good day", choices) == "?");
}

TEST_CASE("an hour alone is of no day where none was asked about") {
  Asked asked{Expect::datetime};
  const auto when = [&](const std::string& text) {
    const auto reading =
        understand({shipped_words(), "en", nullptr, from_millis(1'795'600'800'000)}, asked, text);
    return reading ? reading.value : "?";
  };
  CHECK(when("at 1430") == "2026-11-25T14:30");
  asked.hour = Asked::Hour::of_no_day;
  CHECK(when("at 1430") == "?");
  CHECK(when("tomorrow at 1430") == "2026-11-26T14:30");
  CHECK(when("this afternoon at 3") == "2026-11-25T15:00");
  asked.day = "on Fri 27 Nov";
  CHECK(when("at 1430") == "2026-11-27T14:30");
}

TEST_CASE("where an age is asked, an age is an answer") {
  CHECK(age_asked("Hello Ada. Are you 18 or over? Reply YES or NO.") == 18);
  CHECK_FALSE(age_asked("Reply YES or NO."));
  for (const auto* text : {"yes i am over 18", "im 82", "I'm 18", "over 18", "82", "18+",
                           "I am 45 years old", "yeah im 30", "18 and over"}) {
    INFO(text);
    CHECK(read_age(18, text) == "yes");
  }
  for (const auto* text : {"under 18", "im 17", "16"}) {
    INFO(text);
    CHECK(read_age(18, text) == "no");
  }
  for (const auto* text : {"", "old enough", "my son is 30", "i am 5 of 20", "under 82", "300"}) {
    INFO(text);
    CHECK_FALSE(read_age(18, text));
  }
}

TEST_CASE("yes and no are taken the way people text them") {
  for (const auto* text : {"YES", "y", "Yeah", "yep", "ok", "ye", "1", "tak", "da", "yes please",
                           "aye", "yh", "Yes, please!", "OK.", "sure"}) {
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
  CHECK(read(Expect::name, "call me Al") == "Al");
  CHECK(read(Expect::name, "you can call me Al Green") == "Al Green");
  CHECK(read(Expect::name, "Will Stopford") == "Will Stopford");
  for (const auto* text : {"im not telling you", "stop this nonsense", "stop", "why do you ask",
                           "text somebody else", "not interested", "i am fine"}) {
    INFO(text);
    CHECK(read(Expect::name, text) == "?");
  }
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
  CHECK(read(Expect::postcode, "12 High St SG1 3AA") == "SG1 3AA");
  CHECK(read(Expect::postcode, "its sg13aa near the park") == "SG1 3AA");
  CHECK(read(Expect::postcode, "Flat 2, 14 Fern Close, Stevenage, SG1 3AA, England") == "SG1 3AA");
  CHECK(read(Expect::postcode, "SG1 3AA or is it 3AB") == "?");
  CHECK(read(Expect::postcode, "SG1 3AA or SG1 4AA") == "?");
  for (const auto* text : {"SG1", "1 High Street", "SG1 11A", "", "SGG 1AA", "SG123 4AA"}) {
    INFO(text);
    CHECK(read(Expect::postcode, text) == "?");
  }
}

TEST_CASE("a short answer is a number, a yes or a no and nothing else") {
  CHECK(is_short_answer({shipped_words()}, "2"));
  CHECK(is_short_answer({shipped_words()}, "Yes please"));
  CHECK_FALSE(is_short_answer({shipped_words()}, "yes on friday"));
  CHECK_FALSE(is_short_answer({shipped_words()}, ""));
}

}  // namespace
}  // namespace kindbank::dialog
