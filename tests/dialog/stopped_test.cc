#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("STOP ends everything, and only START ends the silence") {
  Phone phone;
  phone.texts("ask");
  phone.outcome = "stopped";
  phone.outcome_facts = {};
  CHECK(phone.texts("stop") == Texts{"No more texts."});
  CHECK_FALSE(phone.talk.open);
  phone.known.texts = Known::Texts::stopped;
  CHECK(phone.texts("hello").empty());
  CHECK(phone.texts("stop").empty());  // it is confirmed once
  CHECK(phone.texts("unsubscribe").empty());
  CHECK(phone.texts("wrong number").empty());  // of somebody of whom nothing is left
  CHECK(phone.texts("yes").empty());
  CHECK(phone.texts("help").size() == 1);
  CHECK(phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", {}}).empty());
  CHECK(phone.texts("i want to die").size() == 1);  // a crisis is answered all the same
  phone.outcome = "started";
  CHECK(phone.texts("START") == Texts{"You are back."});
}

TEST_CASE("who stopped is heard in their own visit, and by a person") {
  Phone phone;
  phone.known.texts = Known::Texts::stopped;
  CHECK(phone.texts("done").empty());  // of no visit of theirs
  phone.known.lists["open_visits"] = {{{"code", "K4T7"}, {"task", "garden"}}};
  phone.known.lists["open_jobs"] = phone.known.lists["open_visits"];
  CHECK(phone.texts("DONE") == Texts{"Job K4T7 is done."});
  CHECK(phone.texts("K4T7 done") == Texts{"Job K4T7 is done."});
  CHECK(phone.texts("HUMAN") == Texts{"I have told a person."});
  CHECK(phone.texts("thank you").empty());
  CHECK(phone.texts("menu").empty());
  CHECK(phone.texts("ask").empty());
}

TEST_CASE("a word that asks back is answered by who stopped, and nothing is asked a second time") {
  Phone phone;
  phone.known.texts = Known::Texts::stopped;
  phone.known.lists["open_visits"] = {{{"code", "K4T7"}, {"task", "garden"}},
                                      {{"code", "L8N8"}, {"task", "a lift"}}};
  CHECK(phone.texts("done") == Texts{"Which one? 1 K4T7 2 L8N8"});
  SECTION("the answer counts") { CHECK(phone.texts("2") == Texts{"Job L8N8 is done."}); }
  SECTION("anything else is met with silence") {
    CHECK(phone.texts("what do you mean").empty());
    CHECK(phone.texts("1") == Texts{"Job K4T7 is done."});
  }
  SECTION("a press counts too") {
    CHECK(phone.presses(std::to_string(phone.talk.open->id) + ":L8N8") ==
          Texts{"Job L8N8 is done."});
  }
  SECTION("its silence is not broken, and closes it") {
    phone.now = *phone.talk.open->wakes_at;
    CHECK(phone.hears(Woke{phone.talk.open->id}).empty());
    CHECK_FALSE(phone.talk.open);
  }
}

TEST_CASE("STOP in a crisis text is honoured beside the answer") {
  Phone phone;
  phone.outcome = "stopped";
  const auto texts = phone.texts("STOP i want to die");
  REQUIRE(texts.size() == 2);
  CHECK(texts.front().find("116 123") != std::string::npos);
  CHECK(phone.done.action == "contact.stop");
}

TEST_CASE("CANCEL leaves an open question, and without one stops") {
  Phone phone;
  phone.texts("ask");
  CHECK(phone.texts("cancel") == Texts{"OK, we leave that."});
  CHECK_FALSE(phone.talk.open);
  phone.outcome = "stopped";
  CHECK(phone.texts("cancel") == Texts{"No more texts."});
}

}  // namespace
}  // namespace kindbank::dialog
