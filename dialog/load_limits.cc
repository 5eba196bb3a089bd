// What others can take: the platforms that show choices as buttons, and the bank that is handed
// their keys.
#include <algorithm>

#include "dialog/utf8.h"
#include "dialog/ways.h"

namespace kindbank::dialog {
namespace {

// The id of the question before the key, and a colon.
constexpr std::size_t before_key = 11;

void check_label(Draft& draft, const Place& place, const std::string& label, std::size_t choices,
                 const std::vector<ChoiceLimits>& platforms) {
  const std::size_t letters = code_points(label).size();
  for (const ChoiceLimits& platform : platforms) {
    const bool as_buttons = choices <= platform.buttons;
    const std::size_t most = as_buttons ? platform.button_letters : platform.row_letters;
    if (letters <= most) continue;
    draft.warn(place, "label-too-long",
               "'" + label + "' has " + std::to_string(letters) + " letters, and " +
                   platform.platform + " shows " + std::to_string(most) + " on a " +
                   (as_buttons ? "button." : "line of a list."),
               "Say it shorter.");
    return;
  }
}

// However few there are, a platform that has lists can show them as the lines of one; one that has
// none is sent numbers.
void check_listed_label(Draft& draft, const Step& step,
                        const std::vector<ChoiceLimits>& platforms) {
  if (!step.choices_from) return;
  const auto letters = code_points(filled(draft.flow, step.choices_from->label)).size();
  for (const ChoiceLimits& platform : platforms) {
    const auto most = platform.row_letters;
    if (most <= platform.button_letters || letters <= most) continue;
    draft.warn(draft.at(step, "choices_from.label"), "label-too-long",
               "With the longest names '" + step.choices_from->label + "' has " +
                   std::to_string(letters) + " letters, and " + platform.platform + " shows " +
                   std::to_string(most) + " on a line of a list.",
               "Say it shorter.");
    return;
  }
}

void check_keys_of_buttons(Draft& draft, const Step& step,
                           const std::vector<ChoiceLimits>& platforms) {
  for (const Choice& choice : step.choices) {
    const Place place = draft.at(step, "choices." + choice.key);
    const auto narrow = std::find_if(platforms.begin(), platforms.end(), [&](const auto& platform) {
      return before_key + choice.key.size() > platform.key_bytes;
    });
    if (narrow == platforms.end()) continue;
    draft.warn(place, "choice-key-too-long",
               "A button of " + narrow->platform + " cannot carry a key as long as this one.",
               "Give the choice a short name; people read its label only.");
  }
}

// Whoever has buttons can press only what is written.
void check_yes_and_no(Draft& draft, const Step& step) {
  if (step.expect != Expect::yes_no || step.choices.empty()) return;
  for (const std::string_view key : {"yes", "no"}) {
    const bool given = std::any_of(step.choices.begin(), step.choices.end(),
                                   [key](const Choice& choice) { return choice.key == key; });
    if (given) continue;
    draft.error(draft.at(step, "choices"), "yes-or-no-missing",
                "The choices have no \"" + std::string{key} + "\", so no button says it.",
                "Write both \"yes\" and \"no\", or no choices.");
  }
}

bool leads_to(const Passages& passages, const std::string& from, const std::string& to) {
  std::set<std::string> seen{from};
  std::vector<std::string> waiting{from};
  while (!waiting.empty()) {
    const std::string name = waiting.back();
    waiting.pop_back();
    if (name == to) return true;
    const auto found = passages.find(name);
    if (found == passages.end()) continue;
    for (const Way& way : found->second.ways) {
      if (seen.insert(way.to).second) waiting.push_back(way.to);
    }
  }
  return false;
}

// Choices that are handed to an action which takes set values only.
class Values {
 public:
  Values(Draft& draft, const FlowLimits& limits, const FactNames& known, const Passages& passages)
      : draft_{draft}, limits_{limits}, known_{known}, passages_{passages} {}

  void check(const Step& acting) {
    for (const auto& [argument, fact] : acting.call->with) {
      const auto values = limits_.values.find(acting.call->action + "." + argument);
      if (values == limits_.values.end()) continue;
      bool asked = false;
      for (const Step& asking : draft_.flow.steps) {
        if (asking.save != fact) continue;
        asked = true;
        if (!values->second.empty()) check_choices(asking, acting, argument, values->second);
      }
      if (!asked && fact != "answer" && known_.contains(fact)) say_unknown(acting, argument, fact);
    }
  }

 private:
  // What every talk has is a name or a number, and none of the set values.
  void say_unknown(const Step& acting, const std::string& argument, const std::string& fact) {
    const std::string part = "with." + argument + ".fact";
    draft_.error(draft_.at(acting, draft_.wrote(acting, part) ? part : "do"), "unknown-value",
                 "'" + acting.call->action + "' does not know the " + argument + " that '" + fact +
                     "' holds.",
                 "Hand in what a question saves.");
  }

  void check_choices(const Step& asking, const Step& acting, const std::string& argument,
                     const std::vector<std::string>& values) {
    for (const Choice& choice : asking.choices) {
      const std::string to =
          choice.next.empty() ? std::string{onward(draft_.flow, asking)} : choice.next;
      const bool known = std::find(values.begin(), values.end(), choice.key) != values.end();
      if (known || !leads_to(passages_, to, acting.name)) continue;
      const std::string part = "choices." + choice.key;
      if (!said_.insert(asking.name + "." + part).second) continue;
      draft_.error(
          draft_.at(asking, part), "unknown-value",
          "'" + acting.call->action + "' does not know the " + argument + " '" + choice.key + "'.",
          did_you_mean(choice.key, values, "Write one of those that it knows."));
    }
  }

  Draft& draft_;
  const FlowLimits& limits_;
  const FactNames& known_;
  const Passages& passages_;
  std::set<std::string> said_;  // a fact may be handed to several actions
};

void check_private(Draft& draft, const Step& step, const FlowLimits& limits) {
  if (!step.call || !step.call->after_answer || !step.keep) return;
  if (!limits.not_kept.contains(step.call->action)) return;
  draft.error(draft.at(step, "do"), "private-answer-kept",
              "What '" + step.call->action + "' is answered is nobody's business afterwards.",
              "Add keep: false to the step.");
}

// Whoever answers "Barclays" must not be heard as the bank.
void check_saved(Draft& draft, const Step& step, const FlowLimits& limits) {
  const auto check = [&](const std::string& fact, std::string_view part) {
    if (!limits.not_saved.contains(fact)) return;
    draft.error(draft.at(step, part), "answer-replaces-own-fact",
                "An answer would stand in for {" + fact + "}, which only the bank says.",
                "Save it under another name.");
  };
  if (step.keep) check(step.save, "save");
  if (step.choices_from) check(step.choices_from->save, "choices_from.save");
  check(step.day, "day");
}

}  // namespace

void check_label_lengths(Draft& draft, const Step& step,
                         const std::vector<ChoiceLimits>& platforms) {
  for (const Choice& choice : step.choices)
    check_label(draft, draft.at(step, "choices." + choice.key), choice.label, step.choices.size(),
                platforms);
}

void check_start_slots(Draft& draft, const FlowLimits& limits) {
  for (const std::string& words : draft.flow.starts_on)
    for (const std::string& slot : facts_in(words).value_or(std::vector<std::string>{}))
      if (limits.not_slots.contains(slot))
        draft.error(draft.flow.places["start:" + words], "answer-replaces-own-fact",
                    "A word of the text would stand in for {" + slot + "}.",
                    "Give the slot another name.");
}

void check_limits(Draft& draft, const FlowLimits& limits, const FactNames& known,
                  const Passages& passages) {
  Values values{draft, limits, known, passages};
  for (const Step& step : draft.flow.steps) {
    check_label_lengths(draft, step, limits.choices);
    check_listed_label(draft, step, limits.choices);
    check_keys_of_buttons(draft, step, limits.choices);
    check_yes_and_no(draft, step);
    check_private(draft, step, limits);
    check_saved(draft, step, limits);
    if (step.call) values.check(step);
  }
}

}  // namespace kindbank::dialog
