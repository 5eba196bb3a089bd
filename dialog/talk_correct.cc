// How an answer from before is put right: in its place where nothing hangs on it, and otherwise
// from there on, with the answers since.
#include <algorithm>
#include <deque>
#include <set>

#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

std::string_view target_of(const Flow& flow, const Step& step, std::string_view key) {
  const auto chosen = std::find_if(step.choices.begin(), step.choices.end(),
                                   [&](const Choice& choice) { return choice.key == key; });
  if (chosen != step.choices.end() && !chosen->next.empty()) return chosen->next;
  return step.next.empty() ? flow.after(step) : std::string_view(step.next);
}

std::vector<std::string_view> targets_of(const Flow& flow, const Step& step) {
  std::vector<std::string_view> targets = {target_of(flow, step, {})};
  for (const auto& choice : step.choices) targets.push_back(target_of(flow, step, choice.key));
  if (step.call)
    for (const auto& [outcome, target] : step.call->then) targets.push_back(target);
  if (step.choices_from) targets.push_back(step.choices_from->none);
  return targets;
}

// Whether an action may have reckoned with what that step saved, on the way to what is asked now.
bool was_reckoned_with(const Flow& flow, const Step& step, std::string_view asked) {
  std::set<std::string_view> seen = {step.name, asked};
  std::deque<const Step*> ways = {&step};
  while (!ways.empty()) {
    const auto* from = ways.front();
    ways.pop_front();
    if (from->call && std::any_of(from->call->with.begin(), from->call->with.end(),
                                  [&](const auto& with) { return with.second == step.save; }))
      return true;
    for (const auto target : targets_of(flow, *from)) {
      const auto* next = flow.find(target);
      if (next != nullptr && seen.insert(target).second) ways.push_back(next);
    }
  }
  return false;
}

}  // namespace

// Where nothing hangs on it the talk stands where it stood; otherwise it goes on from there, with
// the answers since, and asks only what they did not say yet.
void Talk::correct(const Step& step, const std::string& value) {
  auto& question = *talk().open;
  const auto* flow = flows_.version(question.flow, question.version);
  const auto had = answer_of(question, step);
  if (had == Answer{value}) return ask_again({});
  const auto chosen = [&](const Answer& answer) {
    const auto day = said_day(step, answer);
    return day ? day_choice(*day) : answer.value;
  };
  const bool here =
      had && !(step.call && step.call->after_answer) &&
      target_of(*flow, step, chosen(Answer{value})) == target_of(*flow, step, chosen(*had)) &&
      !was_reckoned_with(*flow, step, question.step);
  if (!here) return answer_anew(*flow, step, value);
  save_answer(question, step, Answer{value});
  ask_again(reads_back(*open_step(), step.save) ? std::string()
                                                : note_of(question, step, "noted_unsaid"));
}

// What was answered since stays, where a step takes what was said ahead of it.
Question Talk::back_at(const Flow& flow, const Step& step) {
  auto question = take_open();
  const auto from = std::find(question.trail.begin(), question.trail.end(), step.name);
  auto said = question.said;
  for (auto since = from; since != question.trail.end(); ++since)
    if (const auto* later = flow.find(*since); later != nullptr && may_be_given_ahead(*later))
      if (auto answer = answer_of(question, *later)) said[said_at(*later)] = answer->value;
  said.erase(said_at(step));
  said.erase(said_as(step));
  take_back(question, flow, step.name);
  question.said = std::move(said);
  return question;
}

void Talk::answer_anew(const Flow& flow, const Step& step, const std::string& value) {
  auto question = back_at(flow, step);
  question.step = step.name;
  if (step.choices_from) list(question, step);
  question.noted.emplace_back(step.name, "noted_unsaid");
  take_answer(std::move(question), flow, step, Answer{value});
}

}  // namespace kindbank::dialog
