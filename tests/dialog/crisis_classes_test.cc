// Abuse at home and adults at risk, as people text of them; and what is no crisis and wants a
// number all the same.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "dialog/gate.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

std::string crisis_in(const char* text) {
  const auto reading = read_gate(shipped_words(), text);
  return reading.crisis ? reading.crisis->letter : std::string{};
}

TEST_CASE("abuse at home is heard") {
  for (const auto* text :
       {"he hits me", "my husband hits me", "my partner punched me again",
        "scared of my boyfriend he takes all my money", "im scared of my partner",
        "my partner wont let me out the house", "he wont let me see my family",
        "my wife is violent", "he takes all my money", "hes locked me in", "my son hits me",
        "im frightened to go home", "i dont feel safe at home", "she controls everything i do",
        "domestic abuse", "my ex threatens me", "i need to get away from my husband",
        "he checks my phone all the time", "my other half keeps hitting me"}) {
    INFO(text);
    CHECK(crisis_in(text) == "C");
  }
}

TEST_CASE("an adult at risk is heard") {
  for (const auto* text :
       {"the carer is stealing from my mum", "carer steals from her", "my carer takes my money",
        "neighbour not seen for days", "havent seen my neighbour for 3 days", "no food",
        "i have no food", "theres no food in the house", "cannot cope", "i cant cope anymore",
        "im not coping", "she is confused and wandering",
        "old man wandering the streets in his pyjamas", "my dad has dementia and has gone missing",
        "carer shouts at my mum", "she hasnt eaten for days",
        "someone is taking advantage of my nan", "his milk is piling up on the doorstep",
        "my son steals from his dad"}) {
    INFO(text);
    CHECK(crisis_in(text) == "E");
  }
}

TEST_CASE("what only sounds like abuse or a risk is let through") {
  for (const auto* text : {"my husband hits the gym on mondays",
                           "can you collect my carers form",
                           "the carer is off sick",
                           "he hit the jackpot at bingo",
                           "scared of spiders",
                           "i was wandering if someone could help",
                           "cant cope with the garden",
                           "cant cope with the stairs any more can someone get my shopping",
                           "my partner cant take me",
                           "hes taking my dog out",
                           "my wife takes the bus",
                           "i havent seen you for ages",
                           "not seen the bins go out",
                           "he wont let me pay",
                           "i need to get a lift from my husband",
                           "domestic violence training on friday",
                           "my son takes me shopping",
                           "the dog is big but dont be scared of him",
                           "i nearly had a heart attack when i saw the bill",
                           "my neighbour is missing her cat",
                           "no food for me thanks",
                           "who is bringing the food"}) {
    INFO(text);
    CHECK(crisis_in(text).empty());
  }
}

TEST_CASE("health and basic needs get a number and go on") {
  struct Signposted {
    const char* text;
    const char* letter;
  };
  const std::vector<Signposted> rows = {
      {"ran out of tablets", "F"},
      {"ive run out of my blood pressure tablets can someone get them", "F"},
      {"fell yesterday and my hip is sore", "F"},
      {"im feeling really dizzy", "F"},
      {"no electric", "G"},
      {"weve got no heating", "G"},
      {"being evicted on friday", "G"},
      {"kids no food", "G"},
      {"my kids are hungry", "G"},
      {"nowhere to sleep tonight", "G"},
      {"cant afford the heating", "G"},
      {"lift to the shops please", ""},
      {"can someone pick up my prescription", ""},
      {"the leaves fell off the tree", ""},
      {"im running late", ""},
      {"no money in it", ""},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const auto reading = read_gate(shipped_words(), row.text);
    CHECK_FALSE(reading.crisis);
    CHECK(reading.signpost == row.letter);
  }
}

TEST_CASE("a signpost is silent beside a crisis") {
  const auto reading = read_gate(shipped_words(), "no electric and i want to die");
  REQUIRE(reading.crisis);
  CHECK(reading.crisis->letter == "B");
  CHECK(reading.signpost.empty());
}

}  // namespace
}  // namespace kindbank::dialog
