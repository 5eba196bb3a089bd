#include "dialog/respond.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("a talk goes from its word to its end") {
  Phone phone;
  CHECK(phone.texts("ask") == Texts{what});
  CHECK(phone.texts("2") == Texts{"Is it your health?"});
  phone.outcome = "set";
  phone.outcome_facts = {{"level", "V1"}};
  CHECK(phone.texts("yes") == Texts{"So: Shopping, level V1? 1 Yes 2 Change it"});
  CHECK(phone.done.arguments == Facts{{"answer", "yes"}});
  phone.outcome = "made";
  phone.outcome_facts = {{"code", "K4T7"}};
  CHECK(phone.texts("yes") == Texts{"Your code is K4T7."});
  CHECK(phone.done.arguments == Facts{{"what", "shop"}});
  CHECK_FALSE(phone.talk.open);
}

TEST_CASE("an answer that is not to be kept leaves neither words nor facts") {
  Phone phone;
  phone.texts("ask");
  phone.texts("lift");
  SECTION("understood") {
    phone.outcome = "set";
    phone.outcome_facts = {{"level", "V3"}};
    phone.texts("yes");
    CHECK(phone.forgot());
    CHECK(write_conversation(phone.talk).find("\"answer\":") == std::string::npos);
    CHECK(phone.talk.open->facts.at("level") == "V3");
  }
  SECTION("not understood") {
    phone.texts("because of my diabetes");
    CHECK(phone.forgot());
    CHECK(write_conversation(phone.talk).find("diabetes") == std::string::npos);
  }
}

TEST_CASE("a third misunderstanding in a row is a person's, never a loop") {
  Phone phone;
  phone.texts("ask");
  CHECK(phone.texts("blue") == Texts{"Sorry, I did not understand. " + what});
  CHECK(phone.texts("blue").front().find("HUMAN") != std::string::npos);
  const auto last = phone.texts("blue");
  REQUIRE(last.size() == 1);
  CHECK(last.front().find("I have told a person.") != std::string::npos);
  CHECK_FALSE(phone.talk.open);
}

TEST_CASE("what was understood in between begins the count of misunderstandings anew") {
  Phone phone;
  phone.texts("ask");
  phone.texts("blue");
  phone.texts("blue");
  SECTION("a word that begins another flow") { phone.texts("human"); }
  SECTION("a step back that there is none of") { phone.texts("back"); }
  SECTION("a crisis and its OK") {
    phone.texts("i want to die");
    phone.texts("ok");
  }
  SECTION("a button of a question that is closed") { phone.presses("99:lift"); }
  CHECK(phone.texts("blue").front() == "Sorry, I did not understand. " + what);
}

TEST_CASE("the open question hears a start word first") {
  Phone phone;
  phone.texts("ask");
  phone.texts("3");
  CHECK(phone.texts("ask") == Texts{"Is it your health?"});  // free text takes it
}

TEST_CASE("a standing word pre-empts, and the question comes again after it") {
  Phone phone;
  phone.texts("ask");
  const auto texts = phone.texts("HUMAN");
  REQUIRE(texts.size() == 1);
  CHECK(texts.front() == "I have told a person. " + what);
}

TEST_CASE("what is asked anew takes back what was answered from there on") {
  Phone phone;
  phone.texts("ask");
  phone.texts("3");
  phone.texts("a lift to the moon");
  phone.outcome = "set";
  phone.outcome_facts = {{"level", "V1"}};
  phone.texts("no");
  CHECK(phone.talk.open->facts.count("what") == 1);
  CHECK(phone.texts("2") == Texts{what});  // change it
  CHECK(phone.talk.open->facts.count("what") == 0);
  CHECK(phone.talk.open->trail.empty());
}

TEST_CASE("BACK takes one step back") {
  Phone phone;
  phone.texts("ask");
  phone.texts("1");
  CHECK(phone.texts("back") == Texts{what});
  CHECK(phone.texts("back").front().find("cannot go back") != std::string::npos);
}

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

TEST_CASE("a child is told whom to call, and the join is dropped with its answers") {
  Phone phone;
  phone.known = {};
  phone.texts("hello");
  REQUIRE(phone.talk.open);
  CHECK(phone.texts("im 13").front().find("0800 1111") != std::string::npos);
  CHECK_FALSE(phone.talk.open);
  CHECK(write_conversation(phone.talk).find("join") == std::string::npos);
}

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
  phone.known.jobs = Known::Jobs::open;
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

TEST_CASE("what the bank repeats of its own accord says who is texting") {
  Phone phone;
  SECTION("a question that was put aside for one of today, a day later") {
    phone.texts("ask");
    phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", Started::Interrupts::now});
    phone.now += std::chrono::hours{24};
    CHECK(phone.hears(Woke{phone.talk.open->id}) == Texts{"Bank: " + what});
  }
  SECTION("a question that it asks once an action is done") {
    phone.outcome = "seen";
    CHECK(phone.hears(Started{"looked", {}, "visit 1", "", "confirmation", {}}) ==
          Texts{"Bank: Was it good?"});
  }
  SECTION("and not where it comes back as an answer") {
    phone.texts("ask");
    CHECK(phone.texts("HUMAN") == Texts{"I have told a person. " + what});
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

TEST_CASE("a bank's question waits for the open one") {
  Phone phone;
  phone.texts("ask");
  CHECK(phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", {}}).empty());
  phone.texts("1");
  phone.outcome = "set";
  phone.outcome_facts = {{"level", "V1"}};
  phone.texts("no");
  phone.outcome = "full";
  phone.outcome_facts = {};
  const auto texts = phone.texts("yes");
  REQUIRE(texts.size() == 2);  // different classes are different texts
  CHECK(texts[0] == "We are full.");
  CHECK(texts[1] == "Bank: Can you help?");
  phone.now += std::chrono::seconds{30};
  CHECK(phone.texts("yes") == Texts{"You said yes."});
}

TEST_CASE("a same-day question pre-empts, and short answers that crossed it are asked for again") {
  Phone phone;
  phone.texts("ask");
  using Interrupts = Started::Interrupts;
  CHECK(phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", Interrupts::now}) ==
        Texts{"Bank: Can you help?"});
  SECTION("at once: the 1 may have been for the first question") {
    phone.now += std::chrono::seconds{5};
    CHECK(phone.texts("1").front().find("crossed") != std::string::npos);
    phone.now += std::chrono::seconds{5};
    CHECK(phone.texts("yes") == Texts{"You said yes. " + what});
  }
  SECTION("a minute later: it was for the last") {
    phone.now += std::chrono::minutes{1};
    CHECK(phone.texts("1") == Texts{"You said yes. " + what});
  }
}

TEST_CASE("an OK to a text that asked nothing wins nothing") {
  Phone phone;
  const Started invite{"invite", {{"code", "M2X8"}}, "invitation 1", "", "invitation", {}};
  const Started notice{"found", {}, "", "", "confirmation", {}};
  phone.hears(invite);
  SECTION("while the question is open it is asked again") {
    phone.hears(notice);
    for (const auto* text : {"ok", "k", "Okay"}) {
      INFO(text);
      CHECK(phone.texts(text) == Texts{"Bank: Can you help?"});
      phone.hears(notice);
    }
    CHECK(phone.texts("thanks").empty());
    phone.texts("ok");
    CHECK(phone.texts("ok") == Texts{"You said yes."});  // now it was asked last
  }
  SECTION("a day later it is met with silence, and the YES is still heard") {
    phone.now += std::chrono::hours{25};
    phone.hears(Woke{phone.talk.open->id});
    phone.hears(notice);
    CHECK(phone.texts("ok").empty());
    CHECK(phone.texts("k").empty());
    CHECK(phone.texts("yes") == Texts{"You said yes."});
  }
}

TEST_CASE("a YES after a NO or after days is heard while the bank may still want it") {
  Phone phone;
  phone.hears(Started{"invite", {{"code", "M2X8"}}, "invitation 1", "", "invitation", {}});
  SECTION("after a NO") {
    CHECK(phone.texts("no") == Texts{"You said no."});
    CHECK(phone.texts("ok").empty());
    CHECK(phone.texts("yes") == Texts{"You said yes."});
  }
  SECTION("with the job's code, whatever else is open") {
    phone.texts("no");
    phone.hears(Started{"invite", {{"code", "L8N8"}}, "invitation 2", "", "invitation", {}});
    CHECK(phone.texts("M2X8 yes").front().find("You said yes.") == 0);
    CHECK(phone.talk.open->about == "invitation 2");
    CHECK(phone.texts("yes l8n8") == Texts{"You said yes."});
  }
  SECTION("49 hours later") {
    phone.now += std::chrono::hours{49};
    phone.hears(Woke{phone.talk.open->id});
    CHECK(phone.texts("yes") == Texts{"You said yes."});
  }
  SECTION("not a month later") {
    phone.now += std::chrono::hours{24 * 30};
    phone.hears(Woke{phone.talk.open->id});
    CHECK(phone.texts("yes").front().find("What would you like?") == 0);
  }
}

TEST_CASE("a YES after three questions of one's own is not lost") {
  Phone phone;
  phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", {}});
  phone.texts("what time?");
  phone.texts("where exactly is it");
  CHECK(phone.texts("how long does it take").front().find("told a person") != std::string::npos);
  CHECK_FALSE(phone.talk.open);
  CHECK(phone.texts("yes") == Texts{"You said yes."});
}

TEST_CASE("a YES said twice wins one job") {
  Phone phone;
  phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", {}});
  phone.texts("yes");
  phone.hears(Started{"invite", {}, "invitation 2", "", "invitation", {}});
  SECTION("at once it is asked which") {
    phone.now += std::chrono::seconds{5};
    CHECK(phone.texts("yes").front().find("crossed") != std::string::npos);
    CHECK(phone.texts("yes") == Texts{"You said yes."});
  }
  SECTION("and never that of a job from before") {
    phone.texts("no");
    phone.texts("no");
    phone.hears(Started{"invite", {}, "invitation 3", "", "invitation", {}});
    phone.now += std::chrono::seconds{30};
    CHECK(phone.texts("yes") == Texts{"You said yes."});
    CHECK(phone.texts("yes").front().find("What would you like?") == 0);
  }
  SECTION("later it is the answer") {
    phone.now += std::chrono::seconds{30};
    CHECK(phone.texts("yes") == Texts{"You said yes."});
  }
}

TEST_CASE("thanks are no misunderstanding, and leave the question open") {
  Phone phone;
  phone.texts("ask");
  CHECK(phone.texts("thanks").empty());
  CHECK(phone.texts("thank you so much").empty());
  CHECK(phone.texts("ok").front().find("Sorry") == 0);  // it may be meant as an answer
  CHECK(phone.texts("shopping") == Texts{"Is it your health?"});
}

TEST_CASE("what is settled closes the question, and a late YES is still understood") {
  Phone phone;
  phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", {}});
  CHECK(phone.hears(Started{"found", {}, "", "invitation 1", "invitation", {}}) ==
        Texts{"It is found."});
  CHECK_FALSE(phone.talk.open);
  CHECK(phone.texts("yes") == Texts{"You said yes."});
}

TEST_CASE("nobody hears of the end of what they were never asked") {
  Phone phone;
  phone.texts("ask");
  phone.hears(Started{"invite", {}, "invitation 1", "", "invitation", {}});  // waits unasked
  CHECK(phone.hears(Started{"found", {}, "", "invitation 1", "invitation", {}}).empty());
  CHECK(phone.talk.waiting.empty());
  CHECK(phone.hears(Started{"found", {}, "", "invitation 2", "invitation", {}}).empty());
}

TEST_CASE("a button answers its own question, and one of a closed question says so") {
  Phone phone;
  phone.texts("ask");
  const auto id = std::to_string(phone.talk.open->id);
  CHECK(phone.presses(id + ":shop") == Texts{"Is it your health?"});
  CHECK(phone.presses(id + ":lift") == Texts{"That question is closed now. Is it your health?"});
}

TEST_CASE("silence ends a talk kindly, and an old silence does nothing") {
  Phone phone;
  phone.texts("ask");
  const auto id = phone.talk.open->id;
  CHECK(phone.talk.open->wakes_at == phone.now + std::chrono::hours{24});
  phone.texts("1");
  CHECK(phone.hears(Woke{id}).empty());
  CHECK(phone.hears(Woke{phone.talk.open->id}) == Texts{"We leave it there."});
  CHECK_FALSE(phone.talk.open);
}

TEST_CASE("a stranger joins whatever they text") {
  Phone phone;
  phone.known = {};
  CHECK(phone.texts("need someone 2 change a bulb") == Texts{"Your name?"});
  CHECK(phone.texts("Anne-Marie") == Texts{"Thank you Anne-Marie."});
}

TEST_CASE("a broken flow ends in an apology and an alert, never in silence") {
  Phone phone;
  phone.texts("ask");
  SECTION("the step is gone") {
    phone.talk.open->step = "nowhere";
    CHECK(phone.texts("1").size() == 1);
  }
  SECTION("the version is gone") {
    phone.talk.open->version = "0000";
    CHECK(phone.texts("1").size() == 1);
  }
  SECTION("the outcome goes nowhere") {
    phone.texts("1");
    phone.outcome = "never heard of";
    phone.outcome_facts = {};
    CHECK(phone.texts("yes").size() == 1);
  }
  CHECK(phone.alerts(Alert::Kind::broken_flow) == 1);
  CHECK_FALSE(phone.talk.open);
}

TEST_CASE("a coordinator's command is heard over an open question") {
  Phone phone;
  phone.texts("ask");
  phone.known.role = Known::Role::coordinator;
  CHECK(phone.texts("k4t7 again").front() == what);
  CHECK(phone.talk.open->facts.at("code") == "k4t7");
}

TEST_CASE("a text without words is asked for again, and breaks nothing") {
  Phone phone;
  for (const auto* text : {"", " ", "\xF0\x9F\x98\x80", "...", "{name}", "\xE2\x80\x8B"}) {
    phone.texts("ask");
    INFO(text);
    CHECK_FALSE(phone.texts(text).empty());
    phone.texts("cancel");
  }
}

}  // namespace
}  // namespace kindbank::dialog
