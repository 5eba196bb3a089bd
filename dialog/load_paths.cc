// The ways through a flow: which steps are reached, whether a talk can go round without a question,
// and what is certainly set on every way to a text or an action. This follows dialog/respond.h: a
// step does, says, asks, then goes on.
#include <algorithm>
#include <map>

#include "dialog/draft.h"

namespace kindbank::dialog {
namespace {

// From one step to another, with what is certainly set on the way.
struct Way {
  std::string from;
  std::string to;
  FactNames set;
  enum class When { at_once, after_question } when = When::at_once;
};

// What is certainly set while a step is under way, and where it goes on.
struct Passage {
  FactNames acting;                 // when its action begins
  std::optional<FactNames> saying;  // when it says; nothing where it never does
  std::optional<FactNames> asking;
  std::vector<Way> ways;
};

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
      passage_.saying = entered;
      if (asks(step_)) {
        ask(entered);
      } else {
        go(onward(flow_, step_), entered, Way::When::at_once);
      }
    }
    return std::move(passage_);
  }

 private:
  void go(std::string_view to, const FactNames& set, Way::When when) {
    passage_.ways.push_back({step_.name, std::string{to}, set, when});
  }

  void act_first(const FactNames& entered) {
    passage_.acting = entered;
    std::optional<FactNames> asked;
    for (const auto& [outcome, facts] : *outcomes_) {
      const FactNames set = with(entered, facts);
      meet(passage_.saying, set);
      const auto route = step_.call->then.find(outcome);
      if (route != step_.call->then.end()) {
        go(route->second, set, Way::When::at_once);
      } else if (asks(step_)) {
        meet(asked, set);
      } else {
        go(onward(flow_, step_), set, Way::When::at_once);
      }
    }
    if (asked) ask(*asked);
  }

  void ask(const FactNames& set) {
    passage_.asking = set;
    if (step_.choices_from && !step_.choices_from->none.empty())
      go(step_.choices_from->none, set, Way::When::at_once);
    fall_silent(set);
    FactNames answered = set;
    if (!step_.save.empty() && step_.keep) answered.insert(step_.save);
    if (step_.choices_from) answered.insert(step_.choices_from->save);
    if (step_.call && step_.call->after_answer) return act_on_answer(answered);
    for (const Choice& choice : step_.choices) {
      go(choice.next.empty() ? onward(flow_, step_) : choice.next, answered,
         Way::When::after_question);
    }
    if (!choices_are_all()) go(onward(flow_, step_), answered, answered_when());
  }

  void fall_silent(const FactNames& set) {
    const bool own = step_.silence && !step_.silence->next.empty();
    if (own) {
      go(step_.silence->next, set, Way::When::after_question);
    } else if (flow_.silence) {
      go(flow_.silence->next, set, Way::When::after_question);
    }
  }

  void act_on_answer(const FactNames& answered) {
    passage_.acting = answered;
    passage_.acting.insert("answer");
    for (const auto& [outcome, facts] : *outcomes_) {
      const auto route = step_.call->then.find(outcome);
      go(route == step_.call->then.end() ? onward(flow_, step_) : route->second,
         with(answered, facts), answered_when());
    }
  }

  // A single entry of a list is taken without asking.
  Way::When answered_when() const {
    return step_.choices_from ? Way::When::at_once : Way::When::after_question;
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

// Says which way to the step lacks the fact.
class Missing {
 public:
  Missing(Draft& draft, std::vector<Way> ways) : draft_{draft}, ways_{std::move(ways)} {}

  void check(const Step& step, const std::string& part, const std::string& fact,
             const FactNames& set) {
    if (set.contains(fact)) return;
    draft_.error(draft_.at(step, part), "fact-not-set-on-path",
                 "'" + fact + "' is not set " + when(step, fact) + ".",
                 "Set it on every way to the step '" + step.name + "'.");
  }

 private:
  std::string when(const Step& step, const std::string& fact) const {
    const auto found = std::find_if(ways_.begin(), ways_.end(), [&](const Way& way) {
      return way.to == step.name && !way.set.contains(fact);
    });
    if (found != ways_.end()) return "when the talk comes from the step '" + found->from + "'";
    return &step == &draft_.flow.steps.front() ? "when the flow begins"
                                               : "with every outcome of the action";
  }

  Draft& draft_;
  std::vector<Way> ways_;
};

void check_texts_of(Missing& missing, const Step& step, const Passage& passage) {
  for (const auto& [part, text] : texts_of(step)) {
    const auto& set = part.starts_with("say") ? passage.saying : passage.asking;
    if (!set) continue;
    for (const std::string& fact : facts_in(text).value_or(std::vector<std::string>{})) {
      missing.check(step, part, fact, *set);
    }
  }
}

void check_arguments_of(Draft& draft, Missing& missing, const Step& step,
                        const ActionSignature& signature, const Passage& passage) {
  for (const std::string& argument : signature.arguments) {
    const std::string part = "with." + argument + ".fact";
    missing.check(step, draft.wrote(step, part) ? part : "do", step.call->with.at(argument),
                  passage.acting);
  }
}

// A round of steps none of which asks would never end.
class Rounds {
 public:
  explicit Rounds(const std::vector<Way>& ways) {
    for (const Way& way : ways) {
      if (way.when == Way::When::at_once) next_[way.from].push_back(way.to);
    }
  }
  bool through(const std::string& step) const {
    std::set<std::string> seen;
    std::vector<std::string> waiting{step};
    while (!waiting.empty()) {
      const auto found = next_.find(waiting.back());
      waiting.pop_back();
      if (found == next_.end()) continue;
      for (const std::string& to : found->second) {
        if (to == step) return true;
        if (seen.insert(to).second) waiting.push_back(to);
      }
    }
    return false;
  }

 private:
  std::map<std::string, std::vector<std::string>> next_;
};

// Where a step says that it goes on there.
Place place_of(const Draft& draft, const Step& step, const std::string& target) {
  if (step.next == target) return draft.at(step, "next");
  for (const Choice& choice : step.choices) {
    if (choice.next == target) return draft.at(step, "choices." + choice.key + ".next");
  }
  if (step.call) {
    for (const auto& [outcome, next] : step.call->then) {
      if (next == target) return draft.at(step, "then." + outcome + ".next");
    }
  }
  if (step.choices_from && step.choices_from->none == target)
    return draft.at(step, "choices_from.none");
  if (step.silence && step.silence->next == target) return draft.at(step, "silence.next");
  return draft.at("silence.next");
}

// What is reached from the beginning before anything was asked.
std::set<std::string> before_any_question(const Flow& flow, const std::vector<Way>& ways) {
  std::set<std::string> reached{flow.steps.front().name};
  for (bool more = true; more;) {
    more = false;
    for (const Way& way : ways) {
      if (way.when == Way::When::at_once && reached.contains(way.from))
        more = reached.insert(way.to).second || more;
    }
  }
  return reached;
}

void note_jumps(Draft& draft, const std::vector<Way>& ways) {
  Flow& flow = draft.flow;
  const auto unasked = before_any_question(flow, ways);
  for (const Way& way : ways) {
    if (!way.to.starts_with(flow_target)) continue;
    const bool at_once = way.when == Way::When::at_once && unasked.contains(way.from);
    flow.jumps.push_back({way.to.substr(flow_target.size()), way.set,
                          at_once ? Jump::When::at_once : Jump::When::after_question,
                          place_of(draft, *flow.find(way.from), way.to)});
  }
}

// What a person's words begin cannot hand in what only the bank knows.
void check_beginnings(Draft& draft, const FactNames& known) {
  Flow& flow = draft.flow;
  for (const std::string& words : flow.starts_on) {
    const auto slots = facts_in(words).value_or(std::vector<std::string>{});
    for (const std::string& fact : flow.facts) {
      if (known.contains(fact) || std::find(slots.begin(), slots.end(), fact) != slots.end()) {
        continue;
      }
      draft.error(flow.places["start:" + words], "fact-not-set-on-path",
                  "The words '" + words + "' do not hand in '" + fact + "'.",
                  "Add {" + fact + "} to them, or let only the bank begin this flow.");
    }
  }
}

}  // namespace

void check_paths(Draft& draft, const Signatures& signatures, const FactNames& known) {
  const Flow& flow = draft.flow;
  check_beginnings(draft, known);
  FactNames beginning = first_facts(flow);
  beginning.insert(known.begin(), known.end());
  beginning.erase("answer");
  const Entered entered = walk_all(flow, signatures, beginning);

  std::map<std::string, Passage> passages;
  std::vector<Way> ways;
  for (const auto& [name, facts] : entered) {
    Passage& passage = passages[name] = Walk{flow, *flow.find(name), signatures}.from(facts);
    ways.insert(ways.end(), passage.ways.begin(), passage.ways.end());
  }
  note_jumps(draft, ways);
  const Rounds rounds{ways};
  Missing missing{draft, ways};
  bool round_said = false;
  for (const Step& step : flow.steps) {
    const auto found = passages.find(step.name);
    if (found == passages.end()) {
      draft.error(step.place, "unreachable-step", "No way leads to the step '" + step.name + "'.",
                  "Lead to it with next or then, or remove it.");
      continue;
    }
    const Passage& passage = found->second;
    if (!round_said && rounds.through(step.name)) {
      draft.error(step.place, "loop-without-question",
                  "From the step '" + step.name + "' the talk comes back to it without asking.",
                  "Ask something on the way round, or let it end.");
      round_said = true;
    }
    if (asks(step) && !passage.asking) {
      draft.error(draft.at(step, "ask"), "never-asked",
                  "Every outcome of the action leads elsewhere before this is asked.",
                  "Ask it in a step of its own.");
    }
    check_texts_of(missing, step, passage);
    if (step.call) {
      check_arguments_of(draft, missing, step, signatures.find(step.call->action)->second, passage);
    }
  }
}

}  // namespace kindbank::dialog
