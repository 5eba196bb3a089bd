#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

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
  SECTION("nor one to an alert, which a coordinator is sent past their talk") {
    phone.known.role = Known::Role::coordinator;
    phone.known.sent_last = Known::SentLast::alert;
    CHECK(phone.texts("ok") == Texts{"Bank: Can you help?"});
    phone.known.sent_last = Known::SentLast::talk;
    CHECK(phone.texts("ok") == Texts{"You said yes."});
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

}  // namespace
}  // namespace kindbank::dialog
