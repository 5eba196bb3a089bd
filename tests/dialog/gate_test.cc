#include "dialog/gate.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "dialog/sms.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

std::string crisis_of(const std::string& text) {
  const auto reading = read_gate(shipped_words(), text);
  return reading.crisis ? reading.crisis->letter : "";
}

struct Row {
  const char* text;
  const char* letter;
};

TEST_CASE("a crisis is heard, however it is spelled") {
  const std::vector<Row> rows = {
      {"She took an overdose", "A"},
      {"he is NOT BREATHING!!", "A"},
      {"bad chest pain", "A"},
      {"he has a knife", "A"},
      {"hes got a knife", "A"},
      {"our house is on fire", "A"},
      {"My neighbour has collapsed", "A"},
      {"shes bleeding badly", "A"},
      {"i think its a stroke", "A"},
      {"stroke", "A"},
      {"hes goin 2 hit me again", "A"},
      {"I want to die", "B"},
      {"im going to kill myself", "B"},
      {"just want 2 end it all", "B"},
      {"there's no point living", "B"},
      {"you are all better off without me", "B"},
      {"i cut myself again", "B"},
      {"goodbye everyone", "B"},
      {"i dont want 2 b here anymore", "B"},
      {"i cant go on", "B"},
      {"I can\xE2\x80\x99t go on", "B"},
      {"STOP i want to die", "B"},
      {"im 13", "D"},
      {"I'm 9 years old", "D"},
      {"my dad hurts me", "D"},
      {"my teacher touched me", "D"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(crisis_of(row.text) == row.letter);
  }
}

TEST_CASE("what only sounds like a crisis is let through") {
  const std::vector<const char*> texts = {
      "dying for a cuppa",
      "i am dying for a cup of tea",
      "kill the weeds",
      "my phone died",
      "my phone is dying",
      "hang a picture",
      "shoot me a text",
      "cut the grass",
      "cut my hedge",
      "stop by at 3",
      "can someone help",
      "I could murder a curry",
      "stroke the cat",
      "fire alarm battery",
      "please stop by",
      "my shed collapsed",
      "I am 13 minutes away",
      "need a lift to the station",
      "the lawn wants cutting",
      "can you fix my fence, the fence panel has collapsed",
      "",
      "12 MET V1",
  };
  for (const auto* text : texts) {
    INFO(text);
    CHECK(crisis_of(text).empty());
  }
}

TEST_CASE("stopping and coming back are whole messages, whatever the case and the full stop") {
  using Rights = GateReading::Rights;
  const std::vector<std::pair<std::string, Rights>> rows = {
      {"STOP", Rights::stop},        {"stop.", Rights::stop},      {" Stop all ", Rights::stop},
      {"UNSUBSCRIBE", Rights::stop}, {"end", Rights::stop},        {"Quit", Rights::stop},
      {"revoke", Rights::stop},      {"OPTOUT", Rights::stop},     {"START", Rights::start},
      {"unstop", Rights::start},     {"CANCEL", Rights::cancel},   {"stop by at 3", Rights::none},
      {"please stop", Rights::none}, {"start at 3", Rights::none}, {"", Rights::none},
  };
  for (const auto& [text, rights] : rows) {
    INFO(text);
    CHECK(read_gate(shipped_words(), text).rights == rights);
  }
}

TEST_CASE("a crisis text that begins with STOP is both") {
  const auto reading = read_gate(shipped_words(), "STOP i want to die");
  REQUIRE(reading.crisis);
  CHECK(reading.crisis->letter == "B");
  CHECK(reading.rights == GateReading::Rights::stop);
}

TEST_CASE("standing words are whole messages") {
  CHECK(read_gate(shipped_words(), "Help!").standing == "help");
  CHECK(read_gate(shipped_words(), "call me").standing == "call me");
  CHECK(read_gate(shipped_words(), "help moving a sofa").standing.empty());
}

TEST_CASE("every crisis answer says 999 first of all numbers, and none says a dead line") {
  for (const auto& one : shipped_words().crisis) {
    INFO(one.letter);
    for (const auto& text : {one.answer, one.again}) {
      CHECK(text.find("999") != std::string::npos);
      CHECK(text.find("text Samaritans") == std::string::npos);
      CHECK(count_sms(text).encoding == SmsCount::Encoding::gsm7);
      CHECK(count_sms(text + std::string(40, 'x')).units <= 306);
    }
  }
  REQUIRE(shipped_words().crisis.size() == 3);
  CHECK(shipped_words().crisis[1].answer.find("116 123") != std::string::npos);
  CHECK(shipped_words().crisis[1].answer.find("85258") != std::string::npos);
  CHECK(shipped_words().crisis[2].answer.find("0800 1111") != std::string::npos);
  CHECK(shipped_words().crisis[2].answer.find("0300 123 4043") != std::string::npos);
}

}  // namespace
}  // namespace kindbank::dialog
