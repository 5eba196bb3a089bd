#include "dialog/comes_between.h"

#include <catch2/catch.hpp>

#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

using std::chrono::minutes;

Time room_on(const Phone& phone, std::string_view message_class = "confirmation") {
  return comes_between(test_flows(), phone.talk, message_class, phone.now);
}

Started invited_to(const std::string& id, const std::string& code) {
  return {"invite",           {{"invitation", id}, {"code", code}},
          "invitation " + id, "",
          "invitation",       Started::Interrupts::now};
}

TEST_CASE("what should not wait for long comes where nothing is asked, or a menu alone") {
  Phone phone;
  CHECK(room_on(phone) == phone.now);
  phone.texts("menu");
  CHECK(room_on(phone) == phone.now);
}

TEST_CASE("it comes between once the open question was left alone for ten minutes") {
  Phone phone;
  phone.texts("ask");
  CHECK(room_on(phone) == phone.now + minutes{10});
  phone.now += minutes{8};
  CHECK(room_on(phone) == phone.now + minutes{2});
  phone.texts("1");  // somebody is writing: ten minutes from the next question on
  CHECK(room_on(phone) == phone.now + minutes{10});
  phone.now += minutes{30};
  CHECK(room_on(phone) == phone.now);
  CHECK(room_on(phone, "invitation") == phone.now);
}

TEST_CASE("an invitation does not come between while somebody says when they do another job") {
  Phone phone({R"(flow: invite
about: An invitation.
starts_on: {bank: invitation.made}
facts: [invitation]
silence: {after: 24h, next: end}
steps:
  offer: {ask: "{bank}: Can you help?", expect: yes_no}
  when: {ask: "When?", expect: datetime, save: at}
  thanks: {say: "Good, at {at}.", next: end}
)"});
  phone.hears(invited_to("1", "M2X8"));
  phone.now += minutes{20};
  CHECK(room_on(phone, "invitation") == phone.now);  // not answered: the next may be put before it
  phone.texts("yes");
  phone.now += minutes{20};
  CHECK(room_on(phone, "invitation") > phone.now);
  CHECK(room_on(phone) == phone.now);
}

TEST_CASE("a job that was asked about before is answered by its code, whatever is asked since") {
  Phone phone;
  phone.hears(invited_to("1", "M2X8"));
  phone.now += minutes{20};
  phone.hears(invited_to("2", "K4T7"));
  phone.now += minutes{20};
  CHECK(phone.texts("m2x8 yes") == Texts{"You said yes. Bank: Can you help?"});
  REQUIRE(phone.talk.open);
  CHECK(phone.talk.open->about == "invitation 2");
  CHECK(phone.talk.waiting.empty());
}

}  // namespace
}  // namespace kindbank::dialog
