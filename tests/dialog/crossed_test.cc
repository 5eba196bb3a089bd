#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

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

TEST_CASE("a YES that was answered is not answered a second time") {
  Phone phone;
  phone.hears(Started{"invite", {{"code", "M2X8"}}, "invitation 1", "", "invitation", {}});
  SECTION("by itself") {
    CHECK(phone.texts("yes") == Texts{"You said yes."});
    CHECK(phone.texts_again("yes").empty());
    phone.now += std::chrono::minutes{1};
    CHECK(phone.texts_again("yes").front().find("What would you like?") == 0);
  }
  SECTION("with the code of its job, which is over, and never for another job") {
    phone.texts("no");
    CHECK(phone.texts("M2X8 yes") == Texts{"You said yes."});
    phone.hears(Started{"invite", {{"code", "L8N8"}}, "invitation 2", "", "invitation", {}});
    CHECK(phone.texts_again("M2X8 yes").empty());
    CHECK(phone.talk.open->about == "invitation 2");
  }
  SECTION("but of a job that somebody faster has, for which it was meant") {
    phone.texts("yes");
    phone.hears(Started{"invite", {{"code", "L8N8"}}, "invitation 2", "", "invitation", {}});
    phone.hears(Started{"found", {}, "", "invitation 2", "invitation", {}});
    CHECK_FALSE(phone.talk.open);
    CHECK(phone.texts_again("yes") == Texts{"You said yes."});
  }
  SECTION("but a NO right after it is something else") {
    CHECK(phone.texts("yes") == Texts{"You said yes."});
    CHECK(phone.texts("no").front().find("What would you like?") == 0);
  }
}

TEST_CASE("an answer said twice is none to a question that has not left") {
  Phone phone;
  phone.texts("ask");
  CHECK(phone.texts("2") == Texts{"Is it your health?"});
  phone.outcome = "set";
  phone.outcome_facts = {{"level", "V1"}};
  const auto confirm = phone.texts("yes");
  CHECK(confirm == Texts{"So: Shopping, level V1? 1 Yes 2 Change it"});
  SECTION("it waits at the provider's door") {
    phone.known.asked = Known::Asked::queued;
    CHECK(phone.texts_again("yes").empty());
    CHECK(phone.texts_again("yes").empty());
    phone.known.asked = Known::Asked::left;
  }
  SECTION("it has left: one word may answer both") {}
  phone.outcome = "made";
  phone.outcome_facts = {{"code", "K4T7"}};
  CHECK(phone.texts_again("yes") == Texts{"Your code is K4T7."});
}

TEST_CASE("a second YES is no misunderstanding where words are asked for") {
  Phone phone({R"(flow: tell
about: One question for a yes and one for words.
starts_on: ["tell"]
silence: {after: 24h, next: end}
steps:
  may: {ask: "May we?", expect: yes_no, keep: false}
  words: {ask: "Tell us.", expect: text, save: words}
  said: {say: "You said {words}.", next: end}
)"});
  phone.texts("tell");
  CHECK(phone.texts("yes") == Texts{"Tell us."});
  SECTION("at once it is asked again, once") {
    CHECK(phone.texts("yes") == Texts{"Our texts crossed. Please answer this one. Tell us."});
    CHECK(phone.forgot());
    CHECK(phone.texts("yes") == Texts{"You said yes."});
  }
  SECTION("words are the answer") { CHECK(phone.texts("roses") == Texts{"You said roses."}); }
  SECTION("and so is a number") { CHECK(phone.texts("2") == Texts{"You said 2."}); }
  SECTION("later it is meant") {
    phone.now += std::chrono::minutes{1};
    CHECK(phone.texts("yes") == Texts{"You said yes."});
  }
}

}  // namespace
}  // namespace kindbank::dialog
