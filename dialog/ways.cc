#include "dialog/ways.h"

#include <algorithm>

#include "dialog/branch.h"

namespace kindbank::dialog {
namespace {

FactNames with(FactNames facts, const std::vector<std::string>& more) {
  facts.insert(more.begin(), more.end());
  return facts;
}

FactNames in_both(const FactNames& one, const FactNames& other) {
  FactNames both;
  std::set_intersection(one.begin(), one.end(), other.begin(), other.end(),
                        std::inserter(both, both.end()));
  return both;
}

void meet(std::optional<FactNames>& known, const FactNames& more) {
  known = known ? in_both(*known, more) : more;
}

// Walks one step, for the facts that are certainly set when it is entered.
class Walk {
 public:
  Walk(const Flow& flow, const Step& step, const Signatures& signatures)
      : flow_{flow}, step_{step} {
    if (step.call) outcomes_ = &signatures.find(step.call->action)->second.outcomes;
  }

  Passage from(const FactNames& entered) {
    if (step_.call && !step_.call->after_answer) {
      act_first(entered);
    } else {
      say(entered);
      if (asks(step_)) {
        ask(entered);
      } else {
        go_on(entered, Way::When::at_once);
      }
    }
    return std::move(passage_);
  }

 private:
  void say(const FactNames& set) {
    passage_.saying = set;
    if (!step_.say.empty()) says_ = Way::Says::something;
  }

  void go(std::string_view to, const FactNames& set, Way::When when, std::string part) {
    passage_.ways.push_back(
        {step_.name, std::string{to}, set, when, says_, Way::Target::written, std::move(part), {}});
  }
  // To `next`, or to the step below.
  void go_on(const FactNames& set, Way::When when) {
    go(onward(flow_, step_), set, when, "next");
    if (step_.next.empty()) passage_.ways.back().target = Way::Target::step_below;
  }

  // To where the outcome leads, or on.
  void route(const std::string& outcome, const FactNames& set, Way::When when) {
    const auto found = step_.call->then.find(outcome);
    if (found == step_.call->then.end()) {
      go_on(set, when);
    } else {
      go(found->second, set, when, "then." + outcome + ".next");
    }
    passage_.ways.back().taken_by = outcome;
  }

  // What is said is said with every outcome, before it leads anywhere.
  void act_first(const FactNames& entered) {
    passage_.acting = entered;
    if (!step_.say.empty()) says_ = Way::Says::something;
    std::optional<FactNames> asked;
    for (const auto& [outcome, facts] : *outcomes_) {
      const FactNames set = with(entered, facts);
      meet(passage_.saying, set);
      if (asks(step_) && !step_.call->then.contains(outcome)) {
        meet(asked, set);
      } else {
        route(outcome, set, Way::When::at_once);
      }
    }
    if (asked) ask(*asked);
  }

  void ask(const FactNames& set) {
    passage_.asking = set;
    if (step_.choices_from && !step_.choices_from->none.empty()) {
      go(step_.choices_from->none, set, Way::When::at_once, "choices_from.none");
      passage_.ways.back().taken_by = none_listed;
    }
    fall_silent(set);
    FactNames answered = set;
    if (!step_.save.empty() && step_.keep) answered.insert(step_.save);
    if (step_.choices_from) answered.insert(step_.choices_from->save);
    says_ = Way::Says::nothing;  // whoever answers waits for another word
    if (step_.call && step_.call->after_answer) return act_on_answer(answered);
    for (const Choice& choice : step_.choices) {
      if (choice.next.empty()) {
        go_on(answered, Way::When::answered);
      } else {
        go(choice.next, answered, Way::When::answered, "choices." + choice.key + ".next");
      }
      passage_.ways.back().taken_by = choice.key;
    }
    if (!choices_are_all()) go_on(answered, answered_when());
  }

  void fall_silent(const FactNames& set) {
    const bool own = step_.silence && !step_.silence->next.empty();
    if (own) {
      go(step_.silence->next, set, Way::When::silent, "silence.next");
    } else if (flow_.silence) {
      go(flow_.silence->next, set, Way::When::silent, "");
    }
  }

  void act_on_answer(const FactNames& answered) {
    passage_.acting = answered;
    passage_.acting.insert("answer");
    for (const auto& [outcome, facts] : *outcomes_) {
      route(outcome, with(answered, facts), answered_when());
    }
  }

  // A single entry of a list is taken without asking.
  Way::When answered_when() const {
    return step_.choices_from ? Way::When::at_once : Way::When::answered;
  }

  // Every answer is one of the choices.
  bool choices_are_all() const {
    if (step_.expect == Expect::choice) return !step_.choices.empty();
    const auto has = [this](std::string_view key) {
      return std::any_of(step_.choices.begin(), step_.choices.end(),
                         [key](const Choice& choice) { return choice.key == key; });
    };
    return step_.expect == Expect::yes_no && has("yes") && has("no");
  }

  const Flow& flow_;
  const Step& step_;
  const std::map<std::string, std::vector<std::string>>* outcomes_ = nullptr;
  Way::Says says_ = Way::Says::nothing;
  Passage passage_;
};

using Entered = std::map<std::string, FactNames, std::less<>>;  // only steps that are reached

// The least that is set at the entry of each step, found by walking until nothing changes.
Entered walk_all(const Flow& flow, const Signatures& signatures, const FactNames& beginning) {
  Entered entered{{flow.steps.front().name, beginning}};
  std::vector<std::string> waiting{flow.steps.front().name};
  while (!waiting.empty()) {
    const std::string name = waiting.back();
    waiting.pop_back();
    const Passage passage = Walk{flow, *flow.find(name), signatures}.from(entered.at(name));
    for (const Way& way : passage.ways) {
      if (flow.find(way.to) == nullptr) continue;
      const auto [found, first] = entered.try_emplace(way.to, way.set);
      FactNames less = in_both(found->second, way.set);
      if (!first && less == found->second) continue;
      found->second = std::move(less);
      waiting.push_back(way.to);
    }
  }
  return entered;
}

}  // namespace

Passages passages_of(const Flow& flow, const Signatures& signatures, const FactNames& beginning) {
  Passages passages;
  for (const auto& [name, facts] : walk_all(flow, signatures, beginning)) {
    passages[name] = Walk{flow, *flow.find(name), signatures}.from(facts);
  }
  return passages;
}

std::vector<Way> ways_of(const Passages& passages) {
  std::vector<Way> ways;
  for (const auto& [name, passage] : passages) {
    ways.insert(ways.end(), passage.ways.begin(), passage.ways.end());
  }
  return ways;
}

}  // namespace kindbank::dialog
