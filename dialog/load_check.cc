// What the parts of a step mean together: its action, its question, its choices, its targets.
#include <algorithm>
#include <set>

#include "dialog/contains.h"
#include "dialog/draft.h"
#include "dialog/gate.h"
#include "dialog/normal.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t max_choices = 9;

template <class Map>
std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : map) keys.push_back(key);
  return keys;
}

// Completes `with`: an argument that is not written is taken from the fact of the same name.
void check_arguments(Draft& draft, Step& step, const ActionSignature& signature) {
  std::vector<std::string> all = signature.arguments;
  all.insert(all.end(), signature.optional.begin(), signature.optional.end());
  for (const auto& [argument, fact] : step.call->with) {
    if (contains(all, argument)) continue;
    draft.error(draft.at(step, "with." + argument), "unknown-argument",
                "'" + step.call->action + "' takes no '" + argument + "'.",
                did_you_mean(argument, all, "Remove it."));
  }
  for (const std::string& argument : all) step.call->with.try_emplace(argument, argument);
  step.call->after_answer = std::any_of(step.call->with.begin(), step.call->with.end(),
                                        [](const auto& taken) { return taken.second == "answer"; });
  step.call->changes = signature.leaves == ActionSignature::Leaves::changed;
  if (step.call->after_answer && !asks(step)) {
    draft.error(draft.at(step, "do"), "answer-without-ask",
                "'" + step.call->action + "' takes the answer, but the step asks nothing.",
                "Add ask and expect, or move the action to the step that asks.");
  }
}

void check_outcomes(Draft& draft, Step& step, const ActionSignature& signature) {
  const auto outcomes = keys_of(signature.outcomes);
  const Call& call = *step.call;
  for (const auto& [outcome, next] : call.then) {
    if (contains(outcomes, outcome)) continue;
    draft.error(draft.at(step, "then." + outcome), "unknown-outcome",
                "'" + call.action + "' never comes out as '" + outcome + "'.",
                did_you_mean(outcome, outcomes, "Remove it."));
  }
  // A question of the same step takes up every outcome that goes nowhere else.
  const bool asks_after = asks(step) && !call.after_answer;
  if (asks_after || (call.then.empty() && outcomes.size() <= 1)) return;
  for (const std::string& outcome : outcomes) {
    if (call.then.contains(outcome)) continue;
    draft.error(draft.at(step, call.then.empty() ? "do" : "then"), "unrouted-outcome",
                "'" + call.action + "' may come out as '" + outcome + "', which goes nowhere.",
                "Write under then: " + outcome + ": and a step, or end.");
  }
}

void check_call(Draft& draft, Step& step, const Signatures& signatures) {
  if (!step.call || step.call->action.empty()) return;
  const auto found = signatures.find(step.call->action);
  if (found == signatures.end()) {
    draft.error(draft.at(step, "do"), "unknown-action",
                "The bank cannot do '" + step.call->action + "'.",
                did_you_mean(step.call->action, keys_of(signatures),
                             "docs/actions.md lists what it can do."));
    return;
  }
  check_arguments(draft, step, found->second);
  check_outcomes(draft, step, found->second);
}

bool fits_yes_no(const std::vector<Choice>& choices) {
  return std::all_of(choices.begin(), choices.end(), [](const Choice& choice) {
    return choice.key == "yes" || choice.key == "no" || choice.key == "yes_but";
  });
}

// What belongs to a question stands without one.
void check_unasked(Draft& draft, const Step& step) {
  const auto alone = [&](std::string_view key, bool given) {
    if (!given) return;
    draft.error(draft.at(step, key), std::string{key} + "-without-ask",
                "The step '" + step.name + "' has '" + std::string{key} + "' but asks nothing.",
                "Add ask: and the question, or remove it.");
  };
  alone("choices", !step.choices.empty());
  alone("choices_from", step.choices_from.has_value());
  alone("expect", asks(step) && step.choices.empty() && !step.choices_from);
  alone("save", !step.save.empty());
  alone("day", !step.day.empty());
  alone("keep", !step.keep);
  alone("skip", !step.skip.empty());
  alone("why", !step.why.empty());
  alone("silence", step.silence.has_value());
}

// A day that is said falls under one of the choices.
void check_day(Draft& draft, const Step& step) {
  if (step.day.empty()) return;
  const bool falls = std::all_of(day_choices.begin(), day_choices.end(), [&](std::string_view key) {
    return std::any_of(step.choices.begin(), step.choices.end(),
                       [&](const Choice& choice) { return choice.key == key; });
  });
  if (falls && !step.save.empty()) return;
  draft.error(draft.at(step, "day"), "day-without-choices",
              "A day that is said here falls under none of the choices.",
              "Give the step save and the choices today, soon, week and any, or remove day.");
}

// What is taken for whoever gives no answer must be one.
void check_skip(Draft& draft, const Step& step) {
  if (step.skip.empty() || step.ask.empty()) return;
  std::vector<std::string> answers;
  for (const Choice& choice : step.choices) answers.push_back(choice.key);
  if (step.expect == Expect::yes_no) answers = {"yes", "no"};
  const bool counts = step.expect == Expect::number || step.expect == Expect::minutes;
  if (counts ? all_digits(step.skip) : contains(answers, step.skip)) return;
  draft.error(
      draft.at(step, "skip"), "skip-no-answer",
      "'" + step.skip + "' is no answer to this question.",
      did_you_mean(step.skip, answers,
                   "Write the key of a choice, \"yes\" or \"no\", or a number; what is told "
                   "in words cannot be skipped."));
}

void check_question(Draft& draft, const Step& step) {
  if (step.ask.empty()) return check_unasked(draft, step);
  check_day(draft, step);
  if (!asks(step) && draft.wrote(step, "expect")) return;  // found already
  const bool offers = !step.choices.empty() || step.choices_from;
  if (!step.choices.empty() && step.choices_from) {
    draft.error(draft.at(step, "choices_from"), "expect-and-choices-conflict",
                "The step '" + step.name + "' has both choices and choices_from.",
                "Keep one of the two.");
  }
  if (!asks(step) || (step.expect == Expect::choice && !offers)) {
    draft.error(draft.at(step, "ask"), "question-without-expect-or-choices",
                "Nothing says how an answer to this question is read.",
                "Add choices, or expect: yes_no, text, name, number or postcode.");
    return;
  }
  if (offers && step.expect != Expect::choice &&
      !(step.expect == Expect::yes_no && fits_yes_no(step.choices))) {
    draft.error(draft.at(step, "expect"), "expect-and-choices-conflict",
                "The step '" + step.name + "' has choices, but reads the answer as something else.",
                "Keep choices or expect; with yes_no the choices are \"yes\" and \"no\".");
  }
  // A silence without `next` only asks once more.
  const bool ends = draft.flow.silence || (step.silence && !step.silence->next.empty());
  if (!ends) {
    draft.error(draft.at(step, step.silence ? "silence" : "ask"), "question-without-timer",
                step.silence ? "Nothing happens when the question is not answered the second time."
                             : "Nothing happens when this question is never answered.",
                "Add silence: {after: 24h, next: end} to the flow or to the step.");
  }
}

// Two choices that one answer would fit.
void check_alike(Draft& draft, const Step& step) {
  std::set<std::string> taken;
  std::set<std::string> first_words;
  for (const Choice& choice : step.choices) {
    if (choice.label.empty()) continue;  // found already
    const Place place = draft.at(step, "choices." + choice.key);
    const auto words = words_of(without_accents(choice.label));  // as answers are compared
    const std::string label = join_words(words);
    const std::string key = plain(choice.key);
    const bool clash = taken.contains(label) || taken.contains(key);
    const bool numbered =
        !words.empty() && words.front().find_first_not_of("0123456789") == std::string::npos;
    if (clash || numbered || words.empty()) {
      draft.error(place, "choices-read-alike",
                  clash ? "'" + choice.label + "' reads like a choice before it."
                        : "'" + choice.label + "' cannot be told from a choice's number.",
                  "Give each choice words of its own, with a letter first.");
    } else if (!first_words.insert(words.front()).second) {
      draft.warn(place, "choices-read-alike",
                 "'" + choice.label + "' begins like a choice before it.",
                 "Give each choice a first word of its own, since people answer with it.");
    }
    taken.insert(label);
    taken.insert(key);
  }
}

void check_choices(Draft& draft, const Step& step) {
  if (step.choices.size() > max_choices) {
    draft.error(draft.at(step, "choices." + step.choices[max_choices].key),
                "more-than-nine-choices", "A question has nine choices at most.",
                "Split it into two questions.");
  }
  check_labels(draft, step);
}

void check_target(Draft& draft, const Place& place, const std::string& target) {
  Flow& flow = draft.flow;
  if (target.empty() || target == end_step || flow.find(target) != nullptr) return;
  if (target.starts_with(flow_target)) {
    const std::string name = target.substr(flow_target.size());
    if (is_name(name)) {
      flow.places.try_emplace("jump:" + name, place);
      return;
    }
  }
  std::vector<std::string> known{std::string{end_step}};
  for (const Step& step : flow.steps) known.push_back(step.name);
  draft.error(place, "unknown-step", "There is no step '" + target + "'.",
              did_you_mean(target, known, "Write a step of this flow, or end."));
}

void check_targets(Draft& draft, const Step& step) {
  check_target(draft, draft.at(step, "next"), step.next);
  for (const Choice& choice : step.choices) {
    check_target(draft, draft.at(step, "choices." + choice.key + ".next"), choice.next);
  }
  if (step.call) {
    for (const auto& [outcome, next] : step.call->then) {
      check_target(draft, draft.at(step, "then." + outcome + ".next"), next);
    }
  }
  if (step.choices_from)
    check_target(draft, draft.at(step, "choices_from.none"), step.choices_from->none);
  if (step.silence) check_target(draft, draft.at(step, "silence.next"), step.silence->next);
}

// What is written but can never count.
void check_idle(Draft& draft, const Step& step) {
  if (!step.call || !asks(step)) return;
  if (!step.call->after_answer) return;
  for (const Choice& choice : step.choices) {
    if (choice.next.empty()) continue;
    draft.error(draft.at(step, "choices." + choice.key + ".next"), "choice-next-unused",
                "After this question the action's outcome says where to go on.",
                "Remove this next, or do the action in a step of its own.");
  }
}

}  // namespace

void check_labels(Draft& draft, const Step& step) {
  check_alike(draft, step);
  for (const Choice& choice : step.choices) {
    const std::string label = plain(choice.label);
    if (is_also_answer(label) || (!is_standing_word(label) && !is_rights_word(label))) continue;
    draft.error(draft.at(step, "choices." + choice.key), "choice-shadows-standing-word",
                "'" + choice.label + "' is a word that is heard before any question.",
                "Choose another label.");
  }
}

void check_steps(Draft& draft, const Signatures& signatures) {
  for (Step& step : draft.flow.steps) {
    check_call(draft, step, signatures);
    check_question(draft, step);
    check_skip(draft, step);
    check_choices(draft, step);
    check_targets(draft, step);
    check_idle(draft, step);
  }
  if (draft.flow.silence) {
    check_target(draft, draft.at("silence.next"), draft.flow.silence->next);
  }
}

}  // namespace kindbank::dialog
