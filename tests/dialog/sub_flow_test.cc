// One flow leads to another: what is handed on, and what its end is.
#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

const std::vector<std::string> nested = {
    R"(flow: outer
starts_on: ["outer"]
silence: {after: 24h, next: end}
steps:
  what:
    ask: "What?"
    choices: {lift: "Lift", shop: "Shopping"}
    save: what
  secret: {ask: "Why?", expect: text, save: why, next: "flow:inner"}
)",
    R"(flow: inner
starts_on: ["inner {what}", "inner {why} {what}"]
facts: [what]
silence: {after: 24h, next: end}
steps:
  sure: {ask: "{what}, {name}?", expect: yes_no, next: "flow:last"}
)",
    R"(flow: last
facts: [what]
steps:
  tell: {say: "{what} it is.", next: end}
)",
};

TEST_CASE("a flow that takes a talk over is handed the facts that it takes and no others") {
  Phone phone(nested);
  phone.texts("outer");
  phone.texts("2");
  CHECK(phone.texts("my own reason") == Texts{"Shopping, Ann?"});
  CHECK(phone.talk.open->flow == "inner");
  CHECK(phone.talk.open->facts ==
        Facts{{"what", "shop"}, {"what.label", "Shopping"}, {"why", "my own reason"}});
  CHECK(phone.texts("yes") == Texts{"Shopping it is."});
}

TEST_CASE("the end of the flow that took over is the end of the talk") {
  Phone phone(nested);
  phone.texts("outer");
  phone.texts("1");
  phone.texts("because");
  phone.texts("no");
  CHECK_FALSE(phone.talk.open);
  CHECK(phone.talk.waiting.empty());
}

TEST_CASE("what was asked before waits behind a flow that took over") {
  Phone phone(nested);
  phone.texts("ask");
  phone.texts("menu");
  CHECK(phone.talk.waiting.size() == 1);
  CHECK(phone.texts("2") == Texts{"I have told a person. " + what});
}

TEST_CASE("what closes a talk closes it in the flow that took it over") {
  auto all = nested;
  all.push_back(R"(flow: invite
starts_on: {bank: invitation.made}
facts: [what]
silence: {after: 24h, next: end}
steps:
  offer: {ask: "{bank}: Can you help?", expect: yes_no, next: "flow:inner"}
)");
  Phone phone(all);
  Started invited;
  invited.flow = "invite";
  invited.facts = {{"what", "Shopping"}};
  invited.about = "invitation 17";
  phone.hears(invited);
  CHECK(phone.texts("yes") == Texts{"Shopping, Ann?"});
  Started found;
  found.flow = "found";
  found.closes = "invitation 17";
  CHECK(phone.hears(found) == Texts{"It is found."});
  CHECK_FALSE(phone.talk.open);
}

}  // namespace
}  // namespace kindbank::dialog
