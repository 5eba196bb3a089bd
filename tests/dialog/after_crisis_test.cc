#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("a crisis is answered in any state, and an OK carries on exactly where it was") {
  Phone phone;
  phone.texts("ask");
  const auto before = phone.talk.open;
  auto texts = phone.texts("i want to die");
  REQUIRE(texts.size() == 1);
  CHECK(texts.front().find("116 123") != std::string::npos);
  CHECK(phone.alerts(Alert::Kind::crisis) == 1);
  CHECK(phone.forgot());
  CHECK(phone.talk.open == before);
  SECTION("OK repeats the open question and answers nothing") {
    CHECK(phone.texts("ok") == Texts{"Good. We carry on. " + what});
    CHECK(phone.texts("1") == Texts{"Is it your health?"});
  }
  SECTION("within the hour the text is shorter, and every message alerts again") {
    texts = phone.texts("i want to die");
    REQUIRE(texts.size() == 1);
    CHECK(texts.front().find("We have added") != std::string::npos);
    CHECK(phone.alerts(Alert::Kind::crisis) == 1);
    phone.now += std::chrono::hours{2};
    CHECK(phone.texts("i want to die").front().find("I am sorry") == 0);
  }
  SECTION("nobody is promised a person who is not there") {
    phone.now += std::chrono::hours{2};
    phone.known.on_call = Known::OnCall::someone;
    CHECK(phone.texts("i want to die").front().find("told the person on call") !=
          std::string::npos);
    phone.now += std::chrono::hours{2};
    phone.known.on_call = Known::OnCall::nobody;
    CHECK(phone.texts("i want to die").front().find("told the person") == std::string::npos);
  }
}

TEST_CASE("after a crisis YES, NO and numbers reach no question from before") {
  Phone phone;
  phone.known.on_call = Known::OnCall::someone;
  phone.texts("ask");
  phone.texts("shopping");
  phone.texts("i want to die");
  SECTION("a NO is heard as more of it, and the desk is told again") {
    for (const auto* text : {"no", "NO.", "no im not ok", "im not", "nobody answers", "ok bye",
                             "ok i will just go and do it then", "k nobody answers samaritans",
                             "i am not ok", "goodbye", "i will do it today", "i need help", "?"}) {
      INFO(text);
      const auto texts = phone.texts(text);
      REQUIRE(texts.size() == 1);
      CHECK(texts.front().find("You are not alone.") == 0);
      CHECK(texts.front().find("told the person on call") != std::string::npos);
      CHECK(phone.alerts(Alert::Kind::crisis) == 1);
      CHECK(phone.forgot());
      CHECK(phone.talk.open->step == "secret");
    }
    CHECK(phone.texts("im ok now") == Texts{"Good. We carry on. Is it your health?"});
  }
  SECTION("a YES or a number asks it again, and only then answers it") {
    for (const auto* text : {"yes", "1", "2"}) {
      INFO(text);
      phone.texts("i want to die");
      CHECK(phone.texts(text) == Texts{"Is it your health?"});
    }
    phone.outcome = "set";
    phone.outcome_facts = {{"level", "V1"}};
    CHECK(phone.texts("yes").front().find("So: Shopping") == 0);
  }
  SECTION("an OK of any kind carries on") {
    for (const auto* text : {"ok", "OK thanks", "I'm ok", "im fine", "yes im ok", "Okay."}) {
      INFO(text);
      phone.texts("i want to die");
      CHECK(phone.texts(text) == Texts{"Good. We carry on. Is it your health?"});
    }
  }
  SECTION("thanks want no answer, and are no OK") {
    CHECK(phone.texts("thank you").empty());
    CHECK(phone.texts("no").front().find("You are not alone.") == 0);
  }
  SECTION("hours later it is written in full again, and a day later it is over") {
    phone.now += std::chrono::hours{2};
    CHECK(phone.texts("no").front().find("I am sorry") == 0);
    phone.now += std::chrono::hours{25};
    phone.outcome = "set";
    phone.outcome_facts = {{"level", "V1"}};
    CHECK(phone.texts("no").front().find("So: Shopping") == 0);
  }
}

TEST_CASE("after a crisis a word that leaves no doubt is followed") {
  Phone phone;
  phone.texts("ask");
  phone.texts("i want to die");
  SECTION("a choice") { CHECK(phone.texts("Shopping") == Texts{"Is it your health?"}); }
  SECTION("a press") {
    CHECK(phone.presses(std::to_string(phone.talk.open->id) + ":shop") ==
          Texts{"Is it your health?"});
  }
  SECTION("a standing word") {
    CHECK(phone.texts("human") == Texts{"I have told a person. " + what});
  }
  SECTION("the word of another talk") {
    CHECK(phone.texts("menu").front().find("What would") == 0);
  }
}

TEST_CASE(
    "with no question open a NO after a crisis is not lost, nor that of somebody who stopped") {
  Phone phone;
  phone.outcome = "stopped";
  SECTION("to the crisis text") { phone.texts("i want to die"); }
  SECTION("of somebody who stopped in the same breath") {
    phone.texts("STOP i want to die");
    phone.known.texts = Known::Texts::stopped;
  }
  CHECK(phone.texts("no").front().find("You are not alone.") == 0);
  CHECK(phone.alerts(Alert::Kind::crisis) == 1);
}

TEST_CASE("after a crisis no invitation is asked again, and a late YES is still heard") {
  Phone phone;
  phone.hears(Started{"invite", {{"invitation", "17"}}, "invitation 17", "", "invitation", {}});
  phone.hears(Started{"invite", {{"invitation", "18"}}, "invitation 18", "", "invitation", {}});
  phone.texts("i want to die");
  CHECK(phone.talk.waiting.empty());
  CHECK(phone.texts("ok") == Texts{"Good. Text HELP any time."});
  CHECK(phone.texts("no") == Texts{"You said no."});
}

TEST_CASE("what waits behind a question that a crisis closes is not lost") {
  using Interrupts = Started::Interrupts;
  Phone phone;
  SECTION("what was asked before comes back with the OK") {
    phone.texts("ask");
    phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", Interrupts::now});
    SECTION("of whoever") { phone.texts("i want to die"); }
    SECTION("of a child") { phone.texts("im 13"); }
    CHECK(phone.texts("ok") == Texts{"Good. We carry on. " + what});
  }
  SECTION("or ends at its silence") {
    phone.texts("ask");
    phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", Interrupts::now});
    phone.texts("RED");
    REQUIRE(wakes_at(phone.talk));
    phone.now = *wakes_at(phone.talk);
    CHECK(phone.hears(Woke{phone.talk.open->id}) == Texts{"We leave it there."});
  }
  SECTION("what the bank had not asked yet") {
    phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", {}});
    phone.outcome = "seen";
    phone.hears(Started{"looked", {}, "visit 1", "", "confirmation", {}});
    phone.texts("im 13");
    CHECK_FALSE(phone.talk.open);
    REQUIRE(phone.talk.waiting.size() == 1);
    SECTION("comes with the OK") {
      const auto texts = phone.texts("ok");
      REQUIRE(texts.size() == 2);  // of two classes
      CHECK(texts[0] == "Good. We carry on.");
      CHECK(texts[1] == "Bank: Was it good?");
    }
    SECTION("or a day later by itself") {
      REQUIRE(wakes_at(phone.talk) == phone.now + std::chrono::hours{24});
      phone.now = *wakes_at(phone.talk);
      CHECK(phone.hears(Woke{0}) == Texts{"Bank: Was it good?"});
      CHECK(phone.talk.open);
    }
  }
}

TEST_CASE("a child is told whom to call, and the join is dropped with its answers") {
  Phone phone;
  phone.known = {};
  phone.texts("hello");
  REQUIRE(phone.talk.open);
  CHECK(phone.texts("im 13").front().find("0800 1111") != std::string::npos);
  CHECK_FALSE(phone.talk.open);
  CHECK(write_conversation(phone.talk).find("join") == std::string::npos);
}

}  // namespace
}  // namespace kindbank::dialog
