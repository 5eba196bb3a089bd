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

TEST_CASE("a text of a flow that has a template says what fills each of its slots") {
  const auto read = read_flow(
      "flow: late\ntemplate: late\nfacts: [who, day]\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"{bank}: {who} comes on {day}. Is that right?\", expect: yes_no, next: end}\n",
      "late.yaml", actions, known_facts);
  Flows flows;
  flows.add(read.flow);
  Known known;
  known.facts["bank"] = "Kind Street";
  const auto turn =
      respond(flows, shipped_words(), {}, known,
              Started{"late", {{"who", "Ann"}, {"day", "Thursday"}}, "", "", "news", {}}, Time{});
  const auto& said = std::get<Say>(turn.effects.at(0));
  CHECK(said.message_template == "late");
  CHECK(said.slots == std::vector<std::string>{"Ann", "Thursday"});
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

TEST_CASE("a word that begins something is no free text") {
  Phone phone;
  phone.texts("ask");
  phone.texts("3");
  CHECK(phone.texts("ask") == Texts{"We go on where we were. Tell us."});
  CHECK(phone.texts("ask for a chair") == Texts{"Is it your health?"});
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

TEST_CASE("thanks are no misunderstanding, and leave the question open") {
  Phone phone;
  phone.texts("ask");
  CHECK(phone.texts("thanks").empty());
  CHECK(phone.texts("thank you so much").empty());
  CHECK(phone.texts("ok").front().find("Sorry") == 0);  // it may be meant as an answer
  CHECK(phone.texts("shopping") == Texts{"Is it your health?"});
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
