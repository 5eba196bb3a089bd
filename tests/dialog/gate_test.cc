#include "dialog/gate.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "dialog/sms.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("stopping and coming back are whole messages, whatever the case and the full stop") {
  using Rights = GateReading::Rights;
  const std::vector<std::pair<std::string, Rights>> rows = {
      {"STOP", Rights::stop},
      {"stop.", Rights::stop},
      {" Stop all ", Rights::stop},
      {"UNSUBSCRIBE", Rights::stop},
      {"end", Rights::stop},
      {"Quit", Rights::stop},
      {"revoke", Rights::stop},
      {"OPTOUT", Rights::stop},
      {"START", Rights::start},
      {"unstop", Rights::start},
      {"CANCEL", Rights::cancel},
      {"stop by at 3", Rights::none},
      {"please stop by at 3", Rights::none},
      {"pls stop", Rights::stop},
      {"Stop please, thank you", Rights::stop},
      {"STOP IT", Rights::stop},
      {"please stop texting me", Rights::stop},
      {"unsubscribe me", Rights::stop},
      {"no more texts thanks", Rights::stop},
      {"stop sending me texts", Rights::stop},
      {"please stop sending me all these messages", Rights::stop},
      {"stop stop stop", Rights::stop},
      {"STOP!! STOP!! STOP!! STOP!!", Rights::stop},
      {"dont text me again", Rights::stop},
      {"Don't text me any more", Rights::stop},
      {"do not message us", Rights::stop},
      {"leave me alone", Rights::stop},
      {"remove me", Rights::stop},
      {"take me off your list please", Rights::stop},
      {"remove my number from your system", Rights::stop},
      {"i dont want any more texts", Rights::stop},
      {"\xEF\xBC\xB3\xEF\xBC\xB4\xEF\xBC\xAF\xEF\xBC\xB0", Rights::stop},  // full width
      {"stóp", Rights::stop},
      {"STОP", Rights::stop},  // a Cyrillic O
      {"can you remove my old sofa", Rights::none},
      {"he will not leave me alone", Rights::none},
      {"i dont want any sugar", Rights::none},
      {"stop the tap dripping", Rights::none},
      {"thank you", Rights::none},
      {"start at 3", Rights::none},
      {"", Rights::none},
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

TEST_CASE(
    "a standing word about a visit may carry the job's code, and GIVE and PAUSE their number") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"K4T7 DONE", "k4t7 done"},
      {"done K4T7.", "done k4t7"},
      {"k4t7 here", "k4t7 here"},
      {"More k4t7", "more k4t7"},
      {"change k4t7", "change k4t7"},
      {"WRONG K4T7", "wrong k4t7"},
      {"give 2", "give 2"},
      {"GIVE", "give"},
      {"PAUSE 2", "pause 2"},
      {"pause for 3 weeks", "pause for 3 weeks"},
      {"pause it", ""},
      {"pause 2 3", ""},
      {"k4t7 help", ""},
      {"wrong", ""},
      {"give thanks", ""},
      {"all done", "done"},
      {"here i am", ""},
      {"k4t7 clear", ""},
  };
  for (const auto& [text, standing] : rows) {
    INFO(text);
    CHECK(read_gate(shipped_words(), text).standing == standing);
  }
}

TEST_CASE("a text that sounds like several classes keeps them all, the first in order leading") {
  struct Several {
    const char* text;
    const char* letter;
    std::vector<std::string> also;
  };
  const std::vector<Several> rows = {
      {"im 14 and want to die", "B", {"D"}},
      {"my dad hurts me i want to kill myself", "B", {"D"}},
      {"he has a knife im 13", "A", {"D"}},
      {"i took an overdose i want to die", "A", {"B"}},
      {"took 20 tablets and want to die im 15", "A", {"B", "D"}},
      {"i want to die", "B", {}},
      {"found him hanging", "A", {"B"}},
      {"she has cut her wrists", "A", {"B"}},
      {"im 13", "D", {}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const auto crisis = read_gate(shipped_words(), row.text).crisis;
    REQUIRE(crisis);
    CHECK(crisis->letter == row.letter);
    CHECK(crisis->also == row.also);
  }
}

TEST_CASE("every crisis answer says 999 first of all numbers, and none says a dead line") {
  for (const auto& one : shipped_words().crisis) {
    if (one.letter == "RED") continue;  // whoever stands beside may read it
    INFO(one.letter);
    for (const auto& text : {one.answer, one.again}) {
      CHECK(text.find("999") != std::string::npos);
      CHECK(text.find("text Samaritans") == std::string::npos);
      CHECK(count_sms(text).encoding == SmsCount::Encoding::gsm7);
      CHECK(count_sms(text + std::string(40, 'x')).units <= 306);
    }
  }
  REQUIRE(shipped_words().crisis.size() == 6);
  CHECK(shipped_words().crisis[5].answer == "Thanks, noted.");
  CHECK(shipped_words().crisis[5].again == "Thanks, noted.");
  CHECK(shipped_words().crisis[5].unread.find("999") != std::string::npos);
  CHECK(shipped_words().crisis[1].answer.find("116 123") != std::string::npos);
  CHECK(shipped_words().crisis[1].answer.find("85258") != std::string::npos);
  CHECK(shipped_words().crisis[3].answer.find("0800 1111") != std::string::npos);
  CHECK(shipped_words().crisis[3].answer.find("0300 123 4043") != std::string::npos);
  CHECK(shipped_words().crisis[4].answer.find("0300 123 4042") != std::string::npos);
  for (const auto& text : {shipped_words().crisis[2].answer, shipped_words().crisis[2].again}) {
    CHECK(text.find("0808 2000 247") != std::string::npos);
    for (const auto* telling : {"abuse", "Refuge", "partner", "violence", "police", "{bank}"})
      CHECK(text.find(telling) == std::string::npos);
  }
}

}  // namespace
}  // namespace kindbank::dialog
