// What is heard of somebody who answers the next question together with the open one: "garden,
// tomorrow".
#include <algorithm>
#include <set>

#include "dialog/bank_words.h"
#include "dialog/normal.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t most_words = 12;  // a longer text is a story

// Where each word begins, and the end.
std::vector<std::size_t> cuts_of(const std::string& text) {
  constexpr std::string_view gaps = " \t\r\n,;";
  std::vector<std::size_t> cuts;
  for (auto at = text.find_first_not_of(gaps); at != text.npos;
       at = text.find_first_not_of(gaps, text.find_first_of(gaps, at)))
    cuts.push_back(at);
  return cuts;
}

// Whether some question of this flow says what was answered.
bool is_read_back(const Flow& flow, const std::string& fact) {
  return std::any_of(flow.steps.begin(), flow.steps.end(),
                     [&](const Step& step) { return reads_back(step, fact); });
}

}  // namespace

// Where it is certain which words are an answer.
bool Talk::may_be_given_ahead(const Step& step) {
  if (step.save.empty() || !step.keep || (step.call && step.call->after_answer)) return false;
  return step.expect == Expect::choice || step.expect == Expect::number ||
         step.expect == Expect::minutes || step.expect == Expect::datetime ||
         step.expect == Expect::postcode || step.expect == Expect::phone ||
         step.expect == Expect::code;
}

// One of the parts answers what was asked, and the other says nothing to it. "20 mins", which
// chooses that they are late, is all of it also by how much: then no part is used up.
std::vector<std::pair<std::string, std::string>> Talk::parted(const Question& question,
                                                              const Step& step,
                                                              const std::string& text,
                                                              const Answer& answer) const {
  std::vector<std::pair<std::string, std::string>> ways;
  const auto cuts = cuts_of(text);
  if (step.expect == Expect::choice && !is_short(text)) ways.emplace_back("", text);
  if (!step.keep || cuts.size() < 2 || cuts.size() > most_words) return ways;
  const auto add = [&](std::string used, std::string rest) {
    if (is_short(rest) || understand(question, step, used) != answer) return;
    if (!understand(question, step, rest)) ways.emplace_back(std::move(used), std::move(rest));
  };
  for (std::size_t at = 1; at < cuts.size(); ++at) {
    add(text.substr(0, cuts[at]), text.substr(cuts[at]));
    add(text.substr(cuts[at]), text.substr(0, cuts[at]));
  }
  return ways;
}

std::optional<Answer> Talk::given_ahead(const Question& question, const Step& step) const {
  if (!may_be_given_ahead(step)) return std::nullopt;
  std::set<std::string> values;
  for (const auto& [used, rest] : question.parted) {
    if (used.empty() && step.expect != Expect::minutes) continue;
    if (const auto answer = understand(question, step, rest);
        answer && !understand(question, step, used))
      values.insert(answer->value);
  }
  if (values.size() != 1) return std::nullopt;
  return Answer{*values.begin()};
}

// What was said behind the words that began the talk answers the first question that it can.
std::optional<Answer> Talk::said_behind(Question& question, const Step& step) const {
  const auto words = question.facts.find(std::string(words_slot));
  if (words == question.facts.end() || step.expect == Expect::choice ||
      step.expect == Expect::yes_no || step.expect == Expect::name)
    return std::nullopt;
  auto answer = understand(question, step, words->second);
  if (answer) question.facts.erase(words);
  return answer;
}

// "He shouted at me", where they were to choose: that is said already, where the flow asks for
// their words after it. What has a choice's number or label in it says no more than that.
void Talk::keep_own_words(Question& question, const Flow& flow, const Step& step,
                          const std::string& text) {
  constexpr std::size_t fewest_words = 3;
  const std::string words(words_slot);
  if (step.choices.empty() || question.facts.contains(words)) return;
  const auto said = plain(text);
  const auto names = [&](const Choice& choice) {
    return said.find(plain(choice.label)) != said.npos;
  };
  const auto shown = choices_of(question, step, Labels::shown);
  const bool chooses = said.find_first_of("0123456789") != said.npos ||
                       std::any_of(shown.begin(), shown.end(), names);
  if (chooses || words_of(text).size() < fewest_words) return;
  question.said[words] = text;
  take_own_words(question, flow);
}

// Once the talk is in a flow that asks for them.
void Talk::take_own_words(Question& question, const Flow& flow) {
  const auto words = question.said.find(std::string(words_slot));
  if (words == question.said.end() || !flow.takes(words_slot)) return;
  question.facts.insert(*words);
  question.said.erase(words);
  turn_.effects.emplace_back(Forget{});
}

// What no later question reads back is said with the next one.
void Talk::take_given(Question question, const Flow& flow, const Step& step, const Answer& given) {
  for (const auto& [used, rest] : std::vector(std::move(question.parted)))
    if (understand(question, step, rest) == given) {
      question.parted = parted(question, step, rest, given);
      break;
    }
  if (!is_read_back(flow, step.save)) question.noted.emplace_back(step.name, "noted_unsaid");
  take_answer(std::move(question), flow, step, given);
}

// Of answers that the question does not say itself.
std::string Talk::notes_before(const Question& question, const Flow& flow, const Step& step) const {
  std::string notes;
  for (const auto& [name, unsaid] : question.noted)
    if (const auto* answered = flow.find(name);
        answered != nullptr && !reads_back(step, answered->save))
      notes += (notes.empty() ? "" : " ") + note_of(question, *answered, unsaid);
  return notes;
}

// "OK: Tomorrow.", of an answer that is saved by now.
std::string Talk::note_of(const Question& question, const Step& step,
                          const std::string& unsaid) const {
  const auto said = [&](const std::string& name) { return question.facts.find(name); };
  auto found = said(step.save + ".label");
  if (found == question.facts.end()) found = said(step.save);
  if (!step.keep || step.save.empty() || found == question.facts.end()) return reply(unsaid);
  auto answer = found->second;
  const auto day = step.expect == Expect::datetime ? read_local_time(answer) : std::nullopt;
  if (day) answer = answer.find('T') == std::string::npos ? say_day(*day) : say_day_and_hour(*day);
  const bool worded = day || found->first.ends_with(".label");  // and no name
  if (worded && language_ != nullptr) answer = in_words_of(*language_, answer);
  return fill_in(reply("noted"), {{"answer", answer}}, {});
}

}  // namespace kindbank::dialog
