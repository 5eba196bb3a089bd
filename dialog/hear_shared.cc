// What is heard at a phone that several people share. Who speaks is asked before anything that
// concerns one of them, once a talk; what they said is heard then. An answer to a question of the
// bank's is that of whom it asked, by name.
#include <algorithm>
#include <utility>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

constexpr Duration one_talk = std::chrono::hours{1};  // from one text to the next

}  // namespace

bool Talk::is_clear_who_speaks() const {
  const auto since = turn_.conversation.spoken_at;
  return known_.phone == Known::Phone::own || (since != Time{} && now_ - since <= one_talk);
}

// It concerns none of them: thanks, who we are, a wrong number, a coordinator's command.
bool Talk::is_of_nobody(const Heard& heard) {
  const auto start = start_of(heard.text);
  if (start && (start->flow == who_flow || start->flow == wrong_flow)) return true;
  if (start && known_.role == Known::Role::coordinator && contains(command_flows, start->flow))
    return true;
  return !talk().open && heard.gate.standing.empty() &&
         (is_courtesy(heard.text) || (talk().closed && is_short(heard.text)));
}

Talk::Took Talk::hear_at_shared_phone(const Heard& heard) {
  if (known_.phone == Known::Phone::own) return Took::no;
  if (is_clear_who_speaks()) {
    talk().spoken_at = now_;
    return Took::no;
  }
  if (is_of_nobody(heard)) return Took::no;
  if (talk().open) {
    const auto& word = heard.gate.standing;
    const bool answers = word.empty() ? !start_of(heard.text) || names_a_choice(plain(heard.text))
                                      : word == "back" || names_a_choice(word);
    if (answers) return Took::no;
  }
  if (talk().open && talk().open->flow == which_flow) talk().open.reset();
  set_open_aside();
  auto question = new_question();
  question.facts["heard"] = heard.text;
  begin(which_flow, std::move(question));
  return Took::yes;
}

// Whoever it is, it is clear now: what they said before they were asked is heard as theirs.
void Talk::hear_as_chosen(const Question& which) {
  turn_.passed.push_back({which.flow, which.version, which.step, std::string(end_step),
                          Branch::By::going_on, "chosen"});
  talk().spoken_at = now_;
  const auto text = which.facts.at("heard");
  on(Heard{text, {}, read_gate(words_, text)});
}

}  // namespace kindbank::dialog
