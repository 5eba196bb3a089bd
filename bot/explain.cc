#include "bot/explain.h"

#include <nlohmann/json.hpp>

#include "dialog/gate.h"
#include "dialog/normal.h"
#include "dialog/understand.h"

namespace kindbank::bot {
namespace {

using dialog::Expect;

// "k4t7 mine": what a coordinator texts about a job, or "".
std::string command_in(const std::string& text) {
  const auto words = dialog::words_of(text);
  if (words.size() != 2 || dialog::is_code(words[0]) == dialog::is_code(words[1])) return {};
  const auto& word = dialog::is_code(words[0]) ? words[1] : words[0];
  return word == "mine" || word == "clear" || word == "call" ? word : std::string{};
}

// The word that it is about, "" for none.
std::string standing_of(const dialog::GateReading& gate, const std::string& text) {
  using Rights = dialog::GateReading::Rights;
  switch (gate.rights) {
    case Rights::stop:
      return "stop";
    case Rights::start:
      return "start";
    case Rights::cancel:
      return "cancel";
    case Rights::none:
      break;
  }
  std::vector<std::string> words;
  for (auto& word : dialog::words_of(gate.standing.empty() ? command_in(text) : gate.standing))
    if (!dialog::is_code(word) && !dialog::all_digits(word)) words.push_back(std::move(word));
  const auto whole = dialog::join_words(words);
  return whole.starts_with("pause ") ? "pause" : whole;
}

// The choices as they are read in a language; those that it has no words for stay as they are.
std::vector<dialog::Choice> shown_in(const dialog::Language& language, const std::string& flow,
                                     const dialog::Step& step) {
  auto choices = step.choices;
  for (auto& choice : choices)
    if (const auto* text = language.find(flow, step.name, "choices." + choice.key))
      choice.label = text->text;
  return choices;
}

Result<dialog::Asked> asked_of(const Library& library, const ToExplain& text) {
  dialog::Asked asked;
  if (!text.flow.empty()) {
    const auto* flow = library.flows.current(text.flow);
    if (flow == nullptr) return fail("there is no flow '" + text.flow + "'");
    const auto* step = flow->find(text.step);
    if (step == nullptr)
      return fail("the flow '" + text.flow + "' has no step '" + text.step + "'");
    asked = {step->expect, step->choices, {}, step->ask};
    asked.hour = dialog::Asked::Hour::of_no_day;
    if (dialog::says_day(*step) || dialog::reads_day_back(*flow, *step))
      asked.ordinals = dialog::Asked::Ordinals::of_days;
    if (const auto* language = library.flows.language(text.language))
      asked.shown = shown_in(*language, text.flow, *step);
  }
  if (text.expect) asked.expect = *text.expect;
  if (asked.expect == Expect::choice && asked.choices.empty())
    return fail("a choice is read among those of a step: --flow ask --step what");
  if (asked.expect == Expect::yes_no && asked.choices.empty())
    asked.choices = {{"yes", "Yes", ""}, {"no", "No", ""}, {"yes_but", "Maybe", ""}};
  return asked;
}

}  // namespace

Result<Explained> explain(const Library& library, const ToExplain& text) {
  const auto asked = asked_of(library, text);
  if (!asked) return tl::make_unexpected(asked.error());
  Explained explained;
  explained.as = text.as;
  explained.expect = asked->expect;
  auto gate = dialog::read_gate(library.words, text.text);
  const auto* language = library.flows.language(text.language);
  if (language != nullptr && gate.rights == dialog::GateReading::Rights::none &&
      gate.standing.empty())
    gate.standing = language->standing_word_of(text.text);
  const auto standing = standing_of(gate, text.text);
  if (!standing.empty()) explained.standing = standing;
  if (gate.crisis) {
    explained.crisis = gate.crisis->letter;
    explained.why = "a crisis comes before any question: " + gate.crisis->rule;
    return explained;
  }
  if (!gate.signpost.empty()) explained.crisis = gate.signpost;
  const dialog::Hearing hearing{library.words, text.language,
                                language == nullptr ? nullptr : &language->answers, text.now,
                                &library.town.zone};
  if (text.as == ToExplain::As::need) {
    const auto need = dialog::read_need(hearing, text.text);
    if (need) explained.need = need;
    explained.why = need.why;
    return explained;
  }
  auto reading = dialog::understand(hearing, *asked, text.text);
  explained.why =
      standing.empty() ? "" : "a standing word comes before any question; as an answer: ";
  explained.why += reading.why;
  if (reading) explained.value = std::move(reading.value);
  return explained;
}

namespace {

// What is not said is left out.
nlohmann::ordered_json need_object(const dialog::Need& need) {
  nlohmann::ordered_json object;
  if (!need.category.empty()) object["category"] = need.category;
  if (!need.when.empty()) object["when"] = need.when;
  if (need.whom == dialog::Need::For::other) object["on_behalf"] = true;
  return object;
}

}  // namespace

std::string write_explained(const Explained& explained) {
  using nlohmann::ordered_json;
  const auto or_null = [](const std::optional<std::string>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
  };
  const bool counts = explained.expect == Expect::number || explained.expect == Expect::minutes;
  ordered_json value = or_null(explained.value);
  if (counts && explained.value) value = std::stol(*explained.value);
  if (explained.need) value = need_object(*explained.need);
  ordered_json object;
  if (explained.as == ToExplain::As::need) {
    object["expect"] = need_kind;
  } else if (explained.expect == Expect::none) {
    object["expect"] = nullptr;
  } else {
    object["expect"] = dialog::expect_name(explained.expect);
  }
  const bool abstains = value.is_null();
  object["value"] = std::move(value);
  object["abstain"] = abstains;
  object["crisis"] = or_null(explained.crisis);
  object["standing"] = or_null(explained.standing);
  object["why"] = explained.why;
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace kindbank::bot
