// Lists that the bank hands in, what people say about their jobs, RED, and a text of two classes.
#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

// As many jobs as are wanted: A2A2, A2A3, ...
std::vector<Facts> jobs(int count) {
  std::vector<Facts> all;
  for (int i = 0; i < count; ++i)
    all.push_back(
        {{"code", std::string("A") + std::to_string(i / 8 + 2) + "A" + std::to_string(i % 8 + 2)},
         {"task", "a lift"}});
  return all;
}

TEST_CASE("a list is offered as numbers, and a single entry is taken without asking") {
  Phone phone;
  SECTION("one") {
    phone.known.lists["jobs"] = jobs(1);
    CHECK(phone.texts("change") == Texts{"What about A2A2? 1 Another day 2 Not at all"});
    CHECK(phone.texts("back").front().starts_with("We cannot go back"));
    CHECK(phone.texts("1") == Texts{"Job A2A2: Another day."});
  }
  SECTION("several, by number, by code and by word and code") {
    phone.known.lists["jobs"] = jobs(3);
    CHECK(phone.texts("change") == Texts{"Which job? 1 A2A2 a lift 2 A2A3 a lift 3 A2A4 a lift"});
    CHECK(phone.texts("2") == Texts{"What about A2A3? 1 Another day 2 Not at all"});
    CHECK(phone.texts("no sorry a2a4") ==
          Texts{"OK, I have changed that. What about A2A4? 1 Another day 2 Not at all"});
    CHECK(phone.texts("i meant a2a2") ==
          Texts{"OK, I have changed that. What about A2A2? 1 Another day 2 Not at all"});
    CHECK(phone.texts("back") == Texts{"Which job? 1 A2A2 a lift 2 A2A3 a lift 3 A2A4 a lift"});
    CHECK(phone.texts("a2a4") == Texts{"What about A2A4? 1 Another day 2 Not at all"});
    CHECK(phone.texts("cancel") == Texts{"OK, we leave that."});
    CHECK(phone.texts("A2A4 change") == Texts{"What about A2A4? 1 Another day 2 Not at all"});
  }
  SECTION("another than the one that is named is not taken for it") {
    phone.known.lists["jobs"] = jobs(1);
    CHECK(phone.texts("K4T7 change") == Texts{"Which job? 1 A2A2 a lift"});
    CHECK(phone.texts("1") == Texts{"What about A2A2? 1 Another day 2 Not at all"});
  }
  SECTION("none, with and without a step for it") {
    CHECK(phone.texts("change") == Texts{"You have no job."});
    CHECK(phone.texts("list").front().find("nothing like that") != std::string::npos);
    CHECK_FALSE(phone.talk.open);
  }
}

TEST_CASE("a number means what it meant when the list was shown") {
  Phone phone;
  phone.known.lists["jobs"] = jobs(3);
  phone.texts("list");
  phone.known.lists["jobs"].erase(phone.known.lists["jobs"].begin());
  CHECK(phone.texts("2") == Texts{"You said A2A3."});
}

TEST_CASE("a list that is asked again is listed anew, and nothing is taken unsaid") {
  Phone phone;
  phone.known.lists["jobs"] = jobs(2);
  CHECK(phone.texts("list") == Texts{"Which? 1 A2A2 2 A2A3"});
  phone.known.lists["jobs"].pop_back();
  CHECK(phone.texts("human") == Texts{"I have told a person. Which? 1 A2A2"});
  CHECK(phone.texts("2").front() == "Sorry, I did not understand. Which? 1 A2A2");
  phone.known.lists.clear();
  CHECK(phone.texts("human").back().find("nothing like that") != std::string::npos);
  CHECK_FALSE(phone.talk.open);
}

TEST_CASE("MORE shows the rest of a long list, by word, by number and by button") {
  Phone phone;
  phone.known.lists["jobs"] = jobs(7);
  const Texts first = {"Which? 1 A2A2 2 A2A3 3 A2A4 4 A2A5 5 More"};
  const Texts second = {"Which? 1 A2A6 2 A2A7 3 A2A8 4 More"};
  CHECK(phone.texts("list") == first);
  CHECK(phone.texts("MORE") == second);
  CHECK(phone.texts("4") == first);
  CHECK(phone.texts("5") == second);
  CHECK(phone.presses(std::to_string(phone.talk.open->id) + ":more") == first);
  phone.texts("more");
  CHECK(phone.texts("3") == Texts{"You said A2A8."});
}

TEST_CASE("who cannot come says so in their own words, where there is a job to change") {
  Phone phone;
  phone.known.lists["jobs"] = jobs(1);
  const Texts asked = {"What about A2A2? 1 Another day 2 Not at all"};
  for (const auto* text : {"sorry cant make it now", "i cant come", "not able to do tuesday now",
                           "running late", "I won't be able to make it", "ok sorry i cant come",
                           "can we change the day", "i dont need it anymore"}) {
    INFO(text);
    Phone helper;
    helper.known.lists["jobs"] = jobs(1);
    CHECK_FALSE(helper.texts(text) == asked);  // no job is open
    helper.texts("cancel");
    helper.known.lists["open_jobs"] = jobs(1);
    helper.talk = {};
    CHECK(helper.texts(text) == asked);
  }
  phone.known.lists["open_jobs"] = jobs(1);
  phone.texts("ask");
  CHECK(phone.texts("sorry i cant come on friday") == asked);
  CHECK(phone.texts("1") == Texts{"Job A2A2: Another day. " + what});
}

TEST_CASE("what only sounds like not coming is no drop-out") {
  for (const auto* text : {"cant wait to come", "yes but i cant come friday", "i will come",
                           "see you at the door", "never too late", "do i need anything"}) {
    INFO(text);
    Phone phone;
    phone.known.lists["jobs"] = jobs(1);
    phone.known.lists["open_jobs"] = jobs(1);
    CHECK(phone.texts(text).front().find("What about") == std::string::npos);
  }
}

TEST_CASE("who is asked to come and cannot has said no") {
  Phone phone;
  Started invited;
  invited.flow = "invite";
  invited.facts = {{"invitation", "17"}};
  invited.about = "invitation 17";
  phone.hears(invited);
  CHECK(phone.texts("sorry i wont be able to come") == Texts{"You said no."});
}

TEST_CASE("RED is answered with a harmless line, and one that is true") {
  Phone phone;
  phone.known.on_call = Known::OnCall::someone;
  phone.texts("ask");
  CHECK(phone.texts("RED") == Texts{"Thanks, noted."});
  CHECK(phone.alerts(Alert::Kind::crisis) == 1);
  CHECK(phone.texts("red") == Texts{"Thanks, noted."});
  CHECK(phone.texts("2") == Texts{"Is it your health?"});
  phone.known.texts = Known::Texts::stopped;
  CHECK(phone.texts("K4T7 RED") == Texts{"Thanks, noted."});
  CHECK(phone.alerts(Alert::Kind::crisis) == 1);
  phone.known.on_call = Known::OnCall::nobody;
  CHECK(phone.texts("red").front().find("999") != std::string::npos);
  CHECK(crisis_answer(shipped_words(), {"RED", ""}).find("999") != std::string::npos);
}

TEST_CASE("a text that sounds like two classes gets both answers, and one alert names both") {
  Phone phone;
  const auto answers = phone.texts("im 14 and want to die");
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].find("116 123") != std::string::npos);
  CHECK(answers[1].find("0800 1111") != std::string::npos);
  REQUIRE(phone.alerts(Alert::Kind::crisis) == 1);
  for (const auto& effect : phone.effects)
    if (const auto* alert = std::get_if<Alert>(&effect)) {
      CHECK(alert->letter == "B");
      CHECK(alert->also == Texts{"D"});
    }
  CHECK(phone.texts("im 14 and want to die").size() == 1);  // within the hour only the first
  const auto both = crisis_answer(shipped_words(), {"B", "", {"D"}});
  CHECK(both.find("116 123") != std::string::npos);
  CHECK(both.find("0800 1111") != std::string::npos);
}

}  // namespace
}  // namespace kindbank::dialog
