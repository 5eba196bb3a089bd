// A few flows that use all of the language, and a phone that talks to them through the engine.
#pragma once

#include <catch2/catch.hpp>
#include <iterator>
#include <string>
#include <vector>

#include "dialog/load.h"
#include "dialog/respond.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {

inline const std::vector<std::string> known_facts = {"bank", "name", "area", "number", "answer"};

inline const Signatures actions = {
    {"thing.make", {{"what"}, {{"made", {"code"}}, {"full", {}}}}},
    {"thing.look", {{}, {{"seen", {}}}, {}, ActionSignature::Leaves::as_it_was}},
    {"mind.decide", {{"answer"}, {{"set", {"level"}}}, {}, ActionSignature::Leaves::as_it_was}},
    {"contact.stop", {{}, {{"stopped", {}}}}},
    {"contact.start", {{}, {{"started", {}}}}},
};

inline constexpr const char* flow_texts[] = {
    R"(flow: ask
about: A small talk for tests.
starts_on: ["ask", "{code} again"]
silence: {after: 24h, next: lapse}
steps:
  what:
    ask: "What help?"
    choices: {lift: "Lift", shop: "Shopping", other: {label: "Something else", next: tell}}
    save: what
    next: secret
  tell: {ask: "Tell us.", expect: text, save: what, next: secret}
  secret:
    ask: "Is it your health?"
    expect: yes_no
    keep: false
    do: mind.decide
    with: {answer: answer}
    then: {set: confirm}
  confirm:
    ask: "So: {what}, level {level}?"
    choices: {"yes": {label: "Yes", next: make}, change: {label: "Change it", next: what}}
  make: {do: thing.make, then: {made: made, full: full}}
  made: {say: "Your code is {code}.", next: end}
  full: {say: "We are full.", next: end}
  lapse: {say: "We leave it there.", next: end}
)",
    R"(flow: join
about: A stranger joins.
silence: {after: 24h, next: end}
steps:
  hello: {ask: "Your name?", expect: name, save: name}
  done: {say: "Thank you {name}.", next: end}
)",
    R"(flow: menu
about: The menu.
starts_on: ["menu", "help"]
silence: {after: 24h, next: end}
steps:
  show:
    ask: "What would you like?"
    choices: {ask: {label: "Ask", next: "flow:ask"}, person: {label: "A person", next: "flow:person"}}
)",
    R"(flow: person
about: A person.
starts_on: ["human"]
steps:
  tell: {say: "I have told a person.", next: end}
)",
    R"(flow: stop
about: Stop.
steps:
  stop: {do: contact.stop, then: {stopped: bye}}
  bye: {say: "No more texts.", next: end}
)",
    R"(flow: start
about: Start.
steps:
  start: {do: contact.start, then: {started: back}}
  back: {say: "You are back.", next: end}
)",
    R"(flow: invite
about: An invitation.
starts_on: {bank: invitation.made}
facts: [invitation]
silence: {after: 24h, next: end}
steps:
  offer: {ask: "{bank}: Can you help?", expect: yes_no, save: answered}
  thanks: {say: "You said {answered}.", next: end}
)",
    R"(flow: looked
about: The bank asks once it has looked something up.
starts_on: {bank: thing.looked}
silence: {after: 24h, next: end}
steps:
  look: {do: thing.look, then: {seen: ask}}
  ask: {ask: "Was it good?", expect: yes_no}
)",
    R"(flow: found
about: It is found.
starts_on: {bank: request.found}
steps:
  tell: {say: "It is found.", next: end}
)",
    R"(flow: change
about: A job is to be changed.
starts_on: ["change", "{code} change"]
silence: {after: 24h, next: end}
steps:
  which:
    ask: "Which job?"
    choices_from: {list: jobs, label: "{code} {task}", save: code, none: nothing}
  wish: {ask: "What about {code}?", choices: {day: "Another day", drop: "Not at all"}, save: wish}
  noted: {say: "Job {code}: {wish}.", next: end}
  nothing: {say: "You have no job.", next: end}
)",
    R"(flow: done
about: A visit is done.
starts_on: ["done", "{code} done"]
silence: {after: 24h, next: end}
steps:
  which: {ask: "Which one?", choices_from: {list: open_visits, label: "{code}", save: code}}
  ended: {say: "Job {code} is done.", next: end}
)",
    R"(flow: list
about: A list that may be empty.
starts_on: ["list"]
silence: {after: 24h, next: end}
steps:
  which: {ask: "Which?", choices_from: {list: jobs, label: "{code}", save: code}}
  said: {say: "You said {code}.", next: end}
)",
};

// With `more` flows, which take the place of those of the same name.
inline Flows test_flows(const std::vector<std::string>& more = {}) {
  Flows flows;
  std::vector<std::string> texts(std::begin(flow_texts), std::end(flow_texts));
  texts.insert(texts.end(), more.begin(), more.end());
  for (const auto& text : texts) {
    auto read = read_flow(text, "test.yaml", actions, known_facts,
                          {{"jobs", {"code", "task"}}, {"open_visits", {"code", "task"}}});
    for (const auto& finding : read.findings) {
      INFO(say(finding));
      CHECK(finding.level != Finding::Level::error);
    }
    flows.add(std::move(read.flow));
  }
  return flows;
}

// One person's phone: what it sends goes through the engine, what comes back is collected as text.
// The conversation is stored and read again between any two turns, and each turn is run twice.
class Phone {
 public:
  explicit Phone(const std::vector<std::string>& more = {}) : flows_(test_flows(more)) {
    known.member = 7;
    known.facts = {{"bank", "Bank"}, {"name", "Ann"}, {"area", "Old Town"}, {"number", "7"}};
  }

  std::vector<std::string> hears(const Event& event) {
    const auto turn = respond(flows_, shipped_words(), talk, known, event, now);
    REQUIRE(turn == respond(flows_, shipped_words(), talk, known, event, now));
    effects = turn.effects;
    std::vector<std::string> texts;
    for (const auto& effect : effects)
      if (const auto* said = std::get_if<Say>(&effect)) texts.push_back(numbered(said->message));
    talk = turn.conversation;
    if (!effects.empty() && std::holds_alternative<Do>(effects.back())) {
      done = std::get<Do>(effects.back());
      const auto stood = effects;
      for (auto& more : hears(Told{outcome, outcome_facts})) texts.push_back(more);
      effects.insert(effects.begin(), stood.begin(), stood.end());
      return texts;
    }
    const auto stored = read_conversation(write_conversation(talk));
    REQUIRE(stored);
    REQUIRE(*stored == talk);
    return texts;
  }
  std::vector<std::string> texts(const std::string& text) {
    return hears(Heard{text, "", read_gate(shipped_words(), text)});
  }
  // The same text as the one before.
  std::vector<std::string> texts_again(const std::string& text) {
    return hears(Heard{text, "", read_gate(shipped_words(), text), Heard::Words::repeated});
  }
  std::vector<std::string> presses(const std::string& pressed) {
    return hears(Heard{"", pressed, {}});
  }
  void add(Language language) { flows_.add(std::move(language)); }
  bool forgot() const {
    for (const auto& effect : effects)
      if (std::holds_alternative<Forget>(effect)) return true;
    return false;
  }
  int alerts(Alert::Kind kind) const {
    int count = 0;
    for (const auto& effect : effects)
      if (const auto* alert = std::get_if<Alert>(&effect)) count += alert->kind == kind ? 1 : 0;
    return count;
  }

  Conversation talk;
  Known known;
  Time now = from_millis(1'763'719'200'000);
  std::string outcome;
  Facts outcome_facts;
  std::vector<Effect> effects;
  Do done;

 private:
  Flows flows_;
};

using Texts = std::vector<std::string>;
inline const std::string what = "What help? 1 Lift 2 Shopping 3 Something else";

}  // namespace kindbank::dialog
