// What is heard of somebody with a job who speaks of it in their own words: that it will not go as
// agreed, whether and when it is, where, or at which hour.
#include <algorithm>

#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/talk.h"

namespace kindbank::dialog {

bool Talk::says_of_job(Phrases RepairWords::*kind, const std::vector<std::string>& heard) const {
  return std::any_of(words_.repairs.begin(), words_.repairs.end(), [&](const auto& repair) {
    const auto& [language, words] = repair;
    return (language == english || language == known_.language) &&
           (words.*kind).first_in(heard) != nullptr;
  });
}

// "Yes but i cant come friday" is no such thing; "ok sorry i cant come" is.
bool Talk::says_cannot_come(const std::string& text) const {
  const auto heard = respell(bare_words_of(text), words_.written_out);
  const auto begins_with = [&](const std::vector<std::string>& list) {
    return !heard.empty() && std::find(list.begin(), list.end(), heard.front()) != list.end();
  };
  if (begins_with(words_.answers.yes) && !begins_with(words_.answers.courtesies)) return false;
  return says_of_job(&RepairWords::cannot_come, heard);
}

// Somebody with a job says in their own words that it will not go as agreed: they are asked what is
// to be done about it.
Talk::Took Talk::hear_cannot_come(const std::string& text) {
  if (flows_.current(change_flow) == nullptr || !says_cannot_come(text)) return Took::no;
  if (!known_.has_job()) return Took::no;
  begin_word(change_flow, {{"asked", "cannot_come"}});
  return Took::yes;
}

// "Is he still coming?", "what is the address?": a question of theirs is answered, and what is open
// is asked again after it.
Talk::Took Talk::hear_question(const std::string& text) {
  if (!known_.has_job()) return Took::no;
  const auto heard = respell(bare_words_of(text), words_.written_out);
  const auto begins = [&](std::string_view flow, Phrases RepairWords::*kind) {
    if (flows_.current(flow) == nullptr || !says_of_job(kind, heard)) return false;
    begin_word(flow, {});
    return true;
  };
  return begins(where_flow, &RepairWords::asks_where) || begins(when_flow, &RepairWords::asks_when)
             ? Took::yes
             : Took::no;
}

// A day, an hour or both, and nothing before them: "if after 5" is no hour that they say.
std::optional<Answer> Talk::time_in(const std::string& text) const {
  constexpr std::size_t most_words = 4;
  const auto said = words_of(text);
  if (is_short(text) || said.empty() || said.size() > most_words || all_digits(join_words(said)))
    return std::nullopt;
  Asked asked;
  asked.expect = Expect::datetime;
  const auto& first = said.front();
  const bool begins = first.find_first_of("0123456789") != first.npos ||
                      dialog::understand(hearing(), asked, first);
  const auto reading = dialog::understand(hearing(), asked, text);
  return begins && reading ? std::optional(Answer{reading.value}) : std::nullopt;
}

// "Thu 2pm", or "yes thu 2pm", to whether they can: that is a yes, and when is not asked again.
void Talk::hear_time_behind(const Flow& flow, const Step& asked, const std::string& text,
                            std::optional<Answer>& answer) {
  const auto plans = [](const Jump& jump) { return jump.flow == plan_flow; };
  if (asked.expect != Expect::yes_no || std::none_of(flow.jumps.begin(), flow.jumps.end(), plans))
    return;
  auto time = answer ? std::nullopt : time_in(text);
  const auto is_but = [](const Choice& choice) { return choice.key == "yes_but"; };
  const bool may_say_but = std::any_of(asked.choices.begin(), asked.choices.end(), is_but);
  if (time) answer = Answer{may_say_but ? "yes_but" : "yes"};
  if (answer == Answer{"yes"} && !time)
    for (const auto& [used, rest] : parted(*talk().open, asked, text, *answer))
      if (!time) time = time_in(rest);
  if (time) talk().open->said["time"] = time->value;
}

// The helper of a job says when, without being asked.
Talk::Took Talk::hear_time_of_visit(const std::string& text) {
  if (flows_.current(plan_flow) == nullptr || known_.list("open_visits").empty()) return Took::no;
  const auto time = time_in(text);
  if (!time) return Took::no;
  begin_word(plan_flow, {}, {{"time", time->value}});
  return Took::yes;
}

}  // namespace kindbank::dialog
