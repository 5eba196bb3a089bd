// What is heard of somebody who stopped our texts. They are answered only in what they ask of us
// by a word of their own: a visit under way, a person, their rights. Everything else meets silence,
// and nothing is ever begun or repeated.
#include <algorithm>
#include <array>

#include "dialog/normal.h"
#include "dialog/starts.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

// Whoever may not get another text from us must still be able to say these.
bool is_right_or_person(std::string_view standing) {
  constexpr std::array<std::string_view, 10> words = {
      "human", "person", "call me", "cant read", "i cant read well",
      "worry", "data",   "delete",  "privacy",   "wrong number"};
  return std::find(words.begin(), words.end(), standing) != words.end();
}

}  // namespace

// Of a visit that they help with, or of a job that is theirs.
bool Talk::is_about_own_job(const std::string& standing) const {
  const auto heard = words_of(standing);
  const auto says = [&](std::string_view word) {  // "done", "k4t7 done"
    return std::find(heard.begin(), heard.end(), word) != heard.end();
  };
  if (says("here") || says("done") || says("more")) return !known_.list("open_visits").empty();
  if (says("wrong")) return true;  // always with a job's code
  return says("change") && known_.has_job();
}

// What they were asked since, because of a word of theirs ("which job?"). Whatever does not answer
// it gets no second question.
void Talk::hear_answer_of_stopped(const std::string& text) {
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  const auto* step = flow == nullptr ? nullptr : flow->find(talk().open->step);
  if (step == nullptr) return talk().open.reset();
  const auto answer = understand(*talk().open, *step, text);
  if (!answer) return;
  if (is_next_page(*talk().open, *step, answer->value)) return turn_page();
  take_answer(take_open(), *flow, *step, *answer);
}

Talk::Took Talk::hear_stopped(const Heard& heard) {
  if (known_.texts == Known::Texts::on) return Took::no;
  const auto& standing = heard.gate.standing;
  const auto start = start_of(heard.text);
  if (standing == "help" || standing == "info" || (start && start->flow == join_flow)) {
    say_reply("stopped_help");
    return Took::yes;
  }
  if (standing == "wrong number" && known_.member == 0) return Took::yes;  // it was said once
  if (is_right_or_person(standing) || is_about_own_job(standing)) {
    talk().open.reset();
    if (const auto own = start_of(standing)) begin_standing(*own, standing);
    return Took::yes;
  }
  if (hear_command(heard.text) == Took::yes) return Took::yes;
  if (talk().open && heard.pressed.starts_with(std::to_string(talk().open->id) + ":")) {
    hear_press(heard);
  } else if (talk().open) {
    hear_answer_of_stopped(heard.text);
  } else {
    hear_cannot_come(heard.text);
  }
  return Took::yes;
}

}  // namespace kindbank::dialog
