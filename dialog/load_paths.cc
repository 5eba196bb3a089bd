// The ways through a flow: which steps are reached, whether a talk can go round without a question,
// and what is certainly set on every way to a text or an action.
#include <algorithm>
#include <map>

#include "dialog/ways.h"

namespace kindbank::dialog {
namespace {

// Says which way to the step lacks the fact.
class Missing {
 public:
  Missing(Draft& draft, std::vector<Way> ways) : draft_{draft}, ways_{std::move(ways)} {}

  void check(const Step& step, const std::string& part, const std::string& fact,
             const FactNames& set) {
    if (set.contains(fact)) return;
    draft_.error(draft_.at(step, part), "fact-not-set-on-path",
                 "The step '" + step.name + "' needs '" + fact + "', which is not set " +
                     when(step, fact) + ".",
                 "Set it on every way to the step '" + step.name + "'.");
  }

 private:
  std::string when(const Step& step, const std::string& fact) const {
    if (const Way* way = lost_on(step.name, fact))
      return way->when == Way::When::silent
                 ? "when nobody answers the step '" + way->from + "'"
                 : "when the talk goes from the step '" + way->from + "' to '" + way->to + "'";
    return &step == &draft_.flow.steps.front() ? "when the flow begins"
                                               : "with every outcome of the action";
  }

  // Back along the ways on which it is not set, to where one that has it goes the other way or
  // comes in; else the last of them.
  const Way* lost_on(const std::string& step, const std::string& fact) const {
    const Way* last = nullptr;
    std::set<std::string> seen{step};
    std::vector<std::string> waiting{step};
    while (!waiting.empty()) {
      const std::string name = waiting.back();
      waiting.pop_back();
      for (const Way& way : ways_) {
        if (way.to != name || way.set.contains(fact)) continue;
        const bool lost = std::any_of(ways_.begin(), ways_.end(), [&](const Way& other) {
          return (other.from == way.from || other.to == way.to) && other.set.contains(fact);
        });
        if (lost) return &way;
        if (last == nullptr) last = &way;
        if (seen.insert(way.from).second) waiting.push_back(way.from);
      }
    }
    return last;
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

// Where the target of the way is written: in the step, or in the flow's own silence.
Place place_of(const Draft& draft, const Way& way) {
  return way.part.empty() ? draft.at("silence.next")
                          : draft.at(*draft.flow.find(way.from), way.part);
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
                          place_of(draft, way)});
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

void check_paths(Draft& draft, const Signatures& signatures, const FactNames& known,
                 const Passages& passages) {
  const Flow& flow = draft.flow;
  check_beginnings(draft, known);
  const std::vector<Way> ways = ways_of(passages);
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
