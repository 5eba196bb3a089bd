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
      {"i took 40 paracetamol", "A"},
      {"ive taken 20 tablets", "A"},
      {"i swallowed bleach", "A"},
      {"i drank poison", "A"},
      {"someone has broken in and has a knife", "A"},
      {"i have a knife and i will use it", "A"},
      {"cant breath", "A"},
      {"chest is hurting", "A"},
      {"pain in chest", "A"},
      {"face has dropped on one side", "A"},
      {"his face is drooping", "A"},
      {"gas leek", "A"},
      {"he isnt breathing", "A"},
      {"my mum fell and isn't moving", "A"},
      {"dad has fallen and hes not talking", "A"},
      {"whats the point anymore", "B"},
      {"i want it to stop", "B"},
      {"my husband is not responding", "A"},
      {"took forty paracetamol", "A"},
      {"ive taken 2 packets of paracetamol", "A"},
      {"she swallowed a whole bottle of pills", "A"},
      {"swallowed a handful of tablets", "A"},
      {"took a hundred tablets", "A"},
      {"shes drank antifreeze", "A"},
      {"my toddler ate a battery", "A"},
      {"he drank some weed killer", "A"},
      {"ive od on pills", "A"},
      {"cant breathe", "A"},
      {"carnt breathe properly", "A"},
      {"she can barely breathe", "A"},
      {"throat is swelling", "A"},
      {"my chest really hurts", "A"},
      {"chest feels tight and pain in my chest", "A"},
      {"shes slurring her words", "A"},
      {"speech is slurred", "A"},
      {"mums lips are blue", "A"},
      {"baby is going blue", "A"},
      {"my nan wont wake up", "A"},
      {"cant wake my husband", "A"},
      {"ive fallen and i cant get up", "A"},
      {"blood everywhere pls help", "A"},
      {"hes coughing up blood", "A"},
      {"she is having a siezure", "A"},
      {"need an ambulence", "A"},
      {"a man has been stabbed", "A"},
      {"hes holding a knife", "A"},
      {"he put a knife to my throat", "A"},
      {"theres a man in my house", "A"},
      {"someones trying to get in", "A"},
      {"my kitchen has caught fire", "A"},
      {"the car is on fire", "A"},
      {"i can smell gas", "A"},
      {"gas is leaking in the kitchen", "A"},
      {"carbon monoxide alarm is going off", "A"},
      {"my partner is hitting me", "A"},
      {"my carer hit me", "A"},
      {"he colapsed", "A"},
      {"she is unresponsive", "A"},
      {"he had a stroke 10 minutes ago", "A"},
      {"he had a stroke last night", "A"},
      {"he was in the chair and collapsed", "A"},
      {"i took all my pills", "A"},
      {"ive had 30 paracetamol", "A"},
      {"ive took an od", "A"},
      {"theres smoke coming from the flat upstairs", "A"},
      {"next door is on fire", "A"},
      {"theres been a stabbing", "A"},
      {"i feel like ending it", "B"},
      {"no point anymore", "B"},
      {"i dont see the point anymore", "B"},
      {"i wanna end it", "B"},
      {"im not 18", "D"},
      {"i go to primary school", "D"},
      {"slit my wrists", "B"},
      {"going to top myself", "B"},
      {"i am going to jump", "B"},
      {"i want it all to end", "B"},
      {"no reason to live", "B"},
      {"i want to unalive myself", "B"},
      {"dont want to be alive", "B"},
      {"im going to end my life", "B"},
      {"cant cope any more i want to die", "B"},
      {"gonna kill meself", "B"},
      {"wanna die", "B"},
      {"wnt 2 die", "B"},
      {"i wish i was dead", "B"},
      {"wish i wasnt here", "B"},
      {"wish i had never been born", "B"},
      {"my son wants to kill himself", "B"},
      {"i might end myself", "B"},
      {"whats the point of living", "B"},
      {"i see no point in anything", "B"},
      {"life isnt worth it", "B"},
      {"lost the will to live", "B"},
      {"nobody would miss me", "B"},
      {"no one cares if i live", "B"},
      {"better off dead", "B"},
      {"everyone would be happier without me", "B"},
      {"going to jump off the bridge", "B"},
      {"thinking of walking in front of a train", "B"},
      {"lie under a train", "B"},
      {"im going to take all my tablets", "B"},
      {"i will hang myself", "B"},
      {"feeling suicidal", "B"},
      {"sucidal again", "B"},
      {"want to sleep forever", "B"},
      {"i dont want to wake up", "B"},
      {"hope i go to sleep and never wake up", "B"},
      {"cant do this anymore", "B"},
      {"cant take it anymore", "B"},
      {"im tired of living", "B"},
      {"ive had enough of life", "B"},
      {"hate my life", "B"},
      {"given up on life", "B"},
      {"im done with life", "B"},
      {"thinking about ending it", "B"},
      {"this is my final goodbye", "B"},
      {"no will to live", "B"},
      {"want to disappear forever", "B"},
      {"about to do something stupid", "B"},
      {"i cant live with myself", "B"},
      {"ive been cutting myself", "B"},
      {"i hurt myself on purpose", "B"},
      {"i am fourteen", "D"},
      {"im in year 8", "D"},
      {"im twelve years old", "D"},
      {"im at primary school", "D"},
      {"im 15 and my dad hits me", "D"},
      {"im only 12", "D"},
      {"im 13 n scared", "D"},
      {"i'm 16 can i join", "D"},
      {"no im 17", "D"},
      {"im 14 pls help", "D"},
      {"im 15yo", "D"},
      {"i am a 14 year old girl", "D"},
      {"im just 13 and alone", "D"},
      {"im nearly 12", "D"},
      {"i am 15 years of age", "D"},
      {"i am 16 years", "D"},
      {"im 16 is that ok", "D"},
      {"im 17 do i need to be 18", "D"},
      {"im 15 live with my nan", "D"},
      {"im under 18", "D"},
      {"i am not 18 yet", "D"},
      {"im underage", "D"},
      {"im a minor", "D"},
      {"i am a child", "D"},
      {"im just a kid", "D"},
      {"im a schoolgirl", "D"},
      {"i am in y9", "D"},
      {"im in yr 10", "D"},
      {"im in year 11 at the local school", "D"},
      {"im still in secondary school", "D"},
      {"i get bullied at school", "D"},
      {"im being bullied at school", "D"},
      {"im in foster care", "D"},
      {"my stepdad hits me", "D"},
      {"my step dad touches me", "D"},
      {"my mum keeps hitting me", "D"},
      {"my parents beat me", "D"},
      {"my uncle has touched me", "D"},
      {"my dad hits my mum", "D"},
      {"my coach keeps touching me", "D"},
      {"ive just turned 15", "D"},
      {"i turn 14 next week", "D"},
      {"my age is 13", "D"},
      {"im 15 male", "D"},
      {"scared to go home from school", "D"},
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
      "im 10 years sober",
      "i am 15 years in this house",
      "i am 5 foot 2",
      "i am 9 to 5",
      "i passed out flyers",
      "the deal collapsed",
      "i have a knife that needs sharpening",
      "kitchen knives to sharpen",
      "i am 8 months pregnant",
      "i am 10 minutes late",
      "year 8 maths tutor wanted",
      "my son is in year 8 and needs a maths tutor",
      "i took 2 paracetamol and went to bed",
      "i took the tablets back to the chemist",
      "ive taken a box of tablets to mrs jones",
      "i take 9 tablets a day",
      "my mum had a stroke in 2019 and cant drive",
      "he had a heart attack last year",
      "i get out of breath on the stairs",
      "chest of drawers to move",
      "my mum hurt her hip and needs shopping",
      "my dad hurt his leg",
      "my neighbour messaged me",
      "my neighbour hurt her ankle",
      "my tutor messaged me about the lesson",
      "my mother hit the fence with her car",
      "the helper is not responding to my texts",
      "the app is not responding",
      "drowning in paperwork",
      "weeds are choking my roses",
      "my plants just die",
      "my chair has collapsed",
      "house sale chain collapsed",
      "there is a fire door that sticks",
      "fire drill on monday",
      "my fence got hit by a car",
      "i am dying my hair",
      "i cut myself shaving so no blade work",
      "i hurt myself lifting, can someone carry a bag",
      "can someone in my flat block help",
      "is there someone in my house group who can help",
      "i can put it on top myself",
      "cant get the lid off myself",
      "will jump on the bus to town",
      "i dont want to be here when he comes",
      "need to top myself up with tea",
      "i will end it there, thanks",
      "lost my brother to suicide",
      "i hung the picture myself",
      "my phone number has 13 in it",
      "i am 12 fern close",
      "im 15 on the list",
      "im 16 stone",
      "i am 10 and a half stone",
      "i am 7 out of 10",
      "im 5 ft 4",
      "i am 10 am on tuesday",
      "i am 17 doors down",
      "i am twenty five",
      "im sixty",
      "my grandson is 14",
      "my daughter is fourteen and likes dogs",
      "i am in year 2 of my course",
      "i am in year 8 of my lease",
      "im at primary school until 3",
      "i am a child minder",
      "i am a kid at heart",
      "im a childminder",
      "i turned 16 in 1965",
      "my grandson is not 18 yet",
      "i am a teacher at high school",
      "im 11 weeks post op",
      "im only 10 minutes away",
      "i am just 12 doors away",
      "im nearly 10 miles off",
      "my brother beats me at chess",
      "gas boiler service",
      "the car battery is dead",
      "knife block to collect",
      "my son had a fit years ago",
      "lift to the a and e clinic for a check up",
      "the walls need painting",
      "cut back the ivy please",
      "he made me touch up the paint",
      "i am a carer for my mum who has had a stroke",
      "my chest freezer needs moving",
      "my knee op means i cant walk far",
      "i can do 9 to 12 on tuesdays",
      "im in flat 12",
      "i run a knife skills class",
      "i want to end my membership",
      "jump leads for my car",
      "my back is killing me",
      "smoke alarm keeps beeping",
      "i cant go on tuesday",
      "i cant carry on my own, too heavy",
      "i cant take the bins out any more",
      "i work in a primary school",
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

TEST_CASE("a standing word about a visit may carry the job's code, and GIVE its number") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"K4T7 DONE", "k4t7 done"},
      {"done K4T7.", "done k4t7"},
      {"k4t7 here", "k4t7 here"},
      {"More k4t7", "more k4t7"},
      {"change k4t7", "change k4t7"},
      {"WRONG K4T7", "wrong k4t7"},
      {"give 2", "give 2"},
      {"GIVE", "give"},
      {"k4t7 help", ""},
      {"wrong", ""},
      {"give thanks", ""},
      {"all done", ""},
      {"here i am", ""},
      {"k4t7 clear", ""},
  };
  for (const auto& [text, standing] : rows) {
    INFO(text);
    CHECK(read_gate(shipped_words(), text).standing == standing);
  }
}

TEST_CASE("RED is heard alone or with a job's code, and in no sentence") {
  for (const auto* text : {"RED", "red!", "Red.", "red red", "K4T7 RED", "red k4t7", "RED now"}) {
    INFO(text);
    CHECK(crisis_of(text) == "RED");
  }
  for (const auto* text : {"the red door", "red wine", "red car", "k4t7 red door", "i am red"}) {
    INFO(text);
    CHECK(crisis_of(text).empty());
  }
  CHECK(read_gate(shipped_words(), "red").standing == "red");
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
  REQUIRE(shipped_words().crisis.size() == 4);
  CHECK(shipped_words().crisis[3].answer == "Thanks, noted.");
  CHECK(shipped_words().crisis[3].again == "Thanks, noted.");
  CHECK(shipped_words().crisis[3].unread.find("999") != std::string::npos);
  CHECK(shipped_words().crisis[1].answer.find("116 123") != std::string::npos);
  CHECK(shipped_words().crisis[1].answer.find("85258") != std::string::npos);
  CHECK(shipped_words().crisis[2].answer.find("0800 1111") != std::string::npos);
  CHECK(shipped_words().crisis[2].answer.find("0300 123 4043") != std::string::npos);
}

}  // namespace
}  // namespace kindbank::dialog
