// How a question is asked: for the first time, from a list that the bank hands in, or again.
#include <algorithm>
#include <utility>

#include "dialog/bank_words.h"
#include "dialog/normal.h"
#include "dialog/talk.h"

namespace kindbank::dialog {

bool is_next_page(const Question& question, const Step& step, std::string_view key) {
  return step.choices_from && question.listed.size() > page_size && key == next_page;
}

std::optional<Duration> Talk::silence_of(const Flow& flow, const Step& step, int nudged) const {
  if (step.silence && (nudged == 0 || !step.silence->next.empty())) return step.silence->after;
  if (flow.silence) return flow.silence->after;
  return std::nullopt;
}

void Talk::ask(Question question, const Flow& flow, const Step& step) {
  if (const auto given = given_ahead(question, step))
    return take_given(std::move(question), flow, step, *given);
  if (const auto said = said_behind(question, step))
    return take_answer(std::move(question), flow, step, *said);
  question.parted.clear();
  const auto notes = notes_before(question, flow, step);
  question.noted.clear();
  question.id = ++talk().last_question;
  question.asked_at = now_;
  question.missed = 0;
  question.puzzled = 0;
  question.chatted_at = {};
  question.nudged = 0;
  question.wakes_at = std::nullopt;
  if (const auto after = silence_of(flow, step, 0)) question.wakes_at = now_ + *after;
  say_question(question, step, notes);
  talk().open = std::move(question);
}

// What the bank lists is remembered as it was shown, so that a number means what it meant then.
void Talk::list(Question& question, const Step& step) const {
  const auto& from = *step.choices_from;
  const auto label = spoken(question, step, "choices_from.label", from.label);
  question.listed.clear();
  for (const auto& entry : known_.list(from.list))
    if (const auto key = entry.find(from.save); key != entry.end())
      question.listed.push_back(
          {key->second,
           fill(label, language_ == nullptr ? entry : in_words_of(*language_, entry))});
  if (question.page * page_size >= question.listed.size()) question.page = 0;
}

void Talk::nothing_listed(Question question, const Flow& flow, const Step& step) {
  if (!step.choices_from->none.empty())
    return go(std::move(question), flow, step, step.choices_from->none, Branch::By::going_on,
              none_listed);
  say_reply("none_listed");
  resume();
}

void Talk::ask_from_list(Question question, const Flow& flow, const Step& step) {
  const auto& from = *step.choices_from;
  question.page = 0;
  list(question, step);
  if (question.listed.empty()) return nothing_listed(std::move(question), flow, step);
  if (const auto answer = take_said(question, step))
    return take_answer(std::move(question), flow, step, *answer);
  // One that is named but not listed is not what is meant: then even a single entry is asked about.
  const auto named = question.facts.find(from.save);
  const auto is_meant = [&](const Option& option) {
    return named == question.facts.end() ? question.listed.size() == 1
                                         : plain(named->second) == plain(option.key);
  };
  const auto known = std::find_if(question.listed.begin(), question.listed.end(), is_meant);
  if (known == question.listed.end()) return ask(std::move(question), flow, step);
  const Answer answer{known->key};
  question.listed.clear();  // it was not asked
  take_answer(std::move(question), flow, step, answer);
}

// The next page of a long list; after the last one comes the first.
void Talk::turn_page() {
  auto& question = *talk().open;
  question.page = (question.page + 1) * page_size < question.listed.size() ? question.page + 1 : 0;
  ask_again({});
}

// Nothing where no question is open, or where its flow has no such step any more.
const Step* Talk::open_step() {
  if (!talk().open) return nullptr;
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  return flow == nullptr ? nullptr : flow->find(talk().open->step);
}

void Talk::ask_again(std::string_view before) {
  auto& question = *talk().open;
  const auto* flow = flows_.version(question.flow, question.version);
  const auto* step = flow == nullptr ? nullptr : flow->find(question.step);
  if (step == nullptr) {
    const auto lost = *std::exchange(talk().open, std::nullopt);
    broken(lost, "the step that was asked is gone");
    return;
  }
  if (step->choices_from) list(question, *step);
  if (step->choices_from && question.listed.empty())
    return nothing_listed(*std::exchange(talk().open, std::nullopt), *flow, *step);
  question.asked_at = now_;
  if (begun_ == Begun::by_the_person) question.message_class = "answer";
  if (const auto after = silence_of(*flow, *step, question.nudged))
    question.wakes_at = now_ + *after;
  say_question(question, *step, std::string(before));
}

}  // namespace kindbank::dialog
