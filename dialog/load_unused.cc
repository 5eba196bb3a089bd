// What is written and never counts: an answer that changes nothing, a fact that nobody reads.
#include <algorithm>
#include <map>

#include "dialog/draft.h"
#include "dialog/nearest.h"
#include "dialog/start_words.h"

namespace kindbank::dialog {
namespace {

// What actions are handed by name, where no `with` hands them something else.
void add_arguments(FactNames& used, const Step& step, const Signatures& signatures) {
  const auto found = signatures.find(step.call->action);
  if (found == signatures.end()) return;
  const auto& [arguments, outcomes, optional, leaves] = found->second;
  for (const auto* names : {&arguments, &optional})
    for (const auto& name : *names)
      if (!step.call->with.contains(name)) used.insert(name);
}

// Every fact that a text says or an action is handed.
FactNames facts_used(const Flow& flow, const Signatures& signatures) {
  FactNames used;
  for (const Step& step : flow.steps) {
    for (const auto& [part, text] : texts_of(step)) {
      const auto facts = facts_in(text).value_or(std::vector<std::string>{});
      used.insert(facts.begin(), facts.end());
    }
    if (step.choices_from) used.insert(step.choices_from->save);
    if (!step.call) continue;
    for (const auto& [argument, fact] : step.call->with) used.insert(fact);
    add_arguments(used, step, signatures);
  }
  return used;
}

void check_saved(Draft& draft, const FactNames& used) {
  for (const Step& step : draft.flow.steps) {
    if (step.save.empty() || used.contains(step.save)) continue;
    if (!draft.flow.jumps.empty()) {  // the other flow may take it, which only the whole set shows
      draft.flow.places.try_emplace(std::string{unread_fact} + step.save, draft.at(step, "save"));
      continue;
    }
    draft.warn(draft.at(step, "save"), "save-never-used",
               "No text says '" + step.save + "', and no action is handed it.",
               did_you_mean(step.save, {used.begin(), used.end()},
                            "Remove the save, or use what it keeps."));
  }
}

// A slot that nothing reads may be there for the pattern's sake; one that is nearly a fact that is
// read is a slip.
void check_slots(Draft& draft, FactNames used) {
  used.emplace(words_slot);
  Flow& flow = draft.flow;
  for (const std::string& words : flow.starts_on) {
    for (const std::string& slot : facts_in(words).value_or(std::vector<std::string>{})) {
      if (used.contains(slot)) continue;
      const std::string meant = nearest(slot, {used.begin(), used.end()});
      if (meant.empty()) continue;
      draft.error(flow.places["start:" + words], "slot-never-used",
                  "Nothing reads the slot {" + slot + "}.", "Did you mean '{" + meant + "}'?");
    }
  }
}

// What the answer itself decides: the step to go to.
std::string target_of(const Flow& flow, const Step& step, const Choice& choice) {
  return choice.next.empty() ? std::string{onward(flow, step)} : choice.next;
}

// Two choices that nothing tells apart afterwards.
void check_choices_differ(Draft& draft, const Step& step) {
  std::map<std::string, std::string> first;
  for (const Choice& choice : step.choices) {
    const std::string target = target_of(draft.flow, step, choice);
    const auto [found, added] = first.try_emplace(target, choice.label);
    if (added) continue;
    draft.warn(draft.at(step, "choices." + choice.key), "answer-never-used",
               "'" + choice.label + "' leads where '" + found->second +
                   "' leads, and nothing remembers which it was.",
               "Remember the answer with save:, or lead somewhere else.");
    return;
  }
}

void check_answer(Draft& draft, const Step& step) {
  const bool counts =
      !step.save.empty() || step.choices_from || (step.call && step.call->after_answer);
  if (!asks(step) || step.ask.empty() || counts) return;
  if (!step.choices.empty()) return check_choices_differ(draft, step);
  draft.warn(draft.at(step, "ask"), "answer-never-used",
             "Whatever is answered here, nothing comes of it.",
             "Remember the answer with save:, hand it to an action, or do not ask.");
}

// "Yes" and "No" as numbered choices are read aloud as "1 Yes 2 No", and "ok" is not understood.
void check_yes_no(Draft& draft, const Step& step) {
  const auto has = [&step](std::string_view key) {
    return std::any_of(step.choices.begin(), step.choices.end(),
                       [key](const Choice& choice) { return choice.key == key; });
  };
  if (step.choices.size() != 2 || step.expect != Expect::choice || !has("yes") || !has("no"))
    return;
  draft.warn(draft.at(step, "choices"), "yes-no-without-expect",
             "The choices are yes and no, but 'ok' and 'nope' are not understood.",
             "Add expect: yes_no.");
}

void check_does_something(Draft& draft, const Step& step) {
  if (step.call || !step.say.empty() || !step.ask.empty() || asks(step)) return;
  draft.error(step.place, "idle-step",
              "The step '" + step.name + "' neither says nor does a thing.",
              "Add say:, ask: or do:, or remove the step.");
}

}  // namespace

void check_unused(Draft& draft, const Signatures& signatures) {
  const FactNames used = facts_used(draft.flow, signatures);
  check_saved(draft, used);
  check_slots(draft, used);
  for (const Step& step : draft.flow.steps) {
    check_does_something(draft, step);
    check_answer(draft, step);
    check_yes_no(draft, step);
  }
}

}  // namespace kindbank::dialog
