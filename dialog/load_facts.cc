// Which facts a flow names and whether anything ever sets them.
#include <algorithm>

#include "dialog/draft.h"

namespace kindbank::dialog {
namespace {

// Whatever may be set somewhere; nothing where an action is not known and so cannot be asked.
std::optional<FactNames> ever_set(const Flow& flow, const Signatures& signatures,
                                  const FactNames& known) {
  FactNames facts = known;
  facts.insert(flow.facts.begin(), flow.facts.end());
  for (const std::string& words : flow.starts_on) {
    if (const auto slots = facts_in(words)) facts.insert(slots->begin(), slots->end());
  }
  for (const Step& step : flow.steps) {
    if (!step.save.empty() && step.keep) facts.insert(step.save);
    if (step.choices_from) facts.insert(step.choices_from->save);
    if (!step.day.empty()) facts.insert(step.day);
    if (!step.call) continue;
    const auto signature = signatures.find(step.call->action);
    if (signature == signatures.end()) return std::nullopt;
    for (const auto& [outcome, set] : signature->second.outcomes) {
      facts.insert(set.begin(), set.end());
    }
  }
  return facts;
}

std::vector<std::string> listed(const FactNames& facts) { return {facts.begin(), facts.end()}; }

void check_texts_of(Draft& draft, const Step& step, const FactNames& facts) {
  for (const auto& [part, text] : texts_of(step)) {
    for (const std::string& fact : facts_in(text).value_or(std::vector<std::string>{})) {
      if (facts.contains(fact) && fact != "answer") continue;
      draft.error(draft.at(step, part), "unknown-fact", "Nothing ever sets {" + fact + "}.",
                  did_you_mean(fact, listed(facts),
                               "Save it from an answer, or name it under facts: where the flow is "
                               "started with it."));
    }
  }
}

void check_arguments_of(Draft& draft, const Step& step, const ActionSignature& signature,
                        const FactNames& facts) {
  for (const auto& [argument, fact] : step.call->with) {
    if (facts.contains(fact)) continue;
    if (draft.wrote(step, "with." + argument + ".fact")) {
      draft.error(draft.at(step, "with." + argument + ".fact"), "unknown-fact",
                  "Nothing ever sets '" + fact + "'.",
                  did_you_mean(fact, listed(facts), "Save it from an answer first."));
    } else if (std::find(signature.arguments.begin(), signature.arguments.end(), argument) !=
               signature.arguments.end()) {
      draft.error(draft.at(step, "do"), "missing-argument",
                  "'" + step.call->action + "' needs '" + argument + "', and nothing sets it.",
                  "Save an answer as " + argument + ", or write with: {" + argument + ": fact}.");
    }
  }
}

}  // namespace

void check_facts(Draft& draft, const Signatures& signatures, const FactNames& known) {
  const auto facts = ever_set(draft.flow, signatures, known);
  if (!facts) return;
  for (const Step& step : draft.flow.steps) {
    check_texts_of(draft, step, *facts);
    if (step.call) {
      check_arguments_of(draft, step, signatures.find(step.call->action)->second, *facts);
    }
  }
}

}  // namespace kindbank::dialog
