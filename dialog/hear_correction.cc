// What is heard of somebody who puts right what they answered before: "no sorry, tomorrow", "not
// today, tomorrow", "i meant shopping", or the name of another choice where something else was
// asked since. What the bank has done stands: a talk goes back over nothing that changed something.
#include <algorithm>

#include "dialog/contains.h"
#include "dialog/correction.h"
#include "dialog/normal.h"
#include "dialog/read_need.h"
#include "dialog/said_parts.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t few_words = 3;
constexpr std::size_t most_label_words = 2;   // "my phone died" names no kind of help
constexpr std::size_t most_words_of_day = 6;  // "can it be wednesday afternoon"

// Where words alone show that it is an answer to that step.
bool shows_its_answer(const Step& step) {
  return !step.choices_from && !takes_any_words(step) && step.expect != Expect::yes_no &&
         step.expect != Expect::none;
}

bool has_digit(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

constexpr std::size_t date_length = 10;  // "2026-11-25", and "T14:00" behind it

// With an hour of its own.
bool is_on_day_of(const std::string& at, const std::string& day) {
  return at.size() > date_length && at.starts_with(day.substr(0, date_length));
}

std::string with_hour_of(const std::string& day, const std::string& had) {
  if (day.size() != date_length || had.size() <= date_length || !read_local_time(day)) return day;
  return day + had.substr(date_length);
}

}  // namespace

bool Talk::corrects(const std::string& text) const {
  return correction_in(text, words_.measures_of(known_.language)).has_value();
}

// YES, NO and a number may be meant for what is asked now: then what was asked before is asked once
// more.
Talk::Took Talk::hear_short_correction(const std::string& rest, bool firm) {
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  const auto* before = flow->find(talk().open->way_back().back());
  if (before == nullptr || takes_any_words(*before)) return Took::no;
  if (before->choices_from && has_digit(rest)) {  // the list was another one by now
    go_back();
    return Took::yes;
  }
  if ((before->expect == Expect::yes_no) == has_digit(rest)) return Took::no;
  const auto answer = understand(*talk().open, *before, rest);
  if (!answer) return Took::no;
  if (firm || !understand(*talk().open, *open_step(), rest)) {
    correct(*before, answer->value);
  } else {
    go_back();
  }
  return Took::yes;
}

// Of what was said before it is asked: "no sorry, wednesday" to whether it is for them. An hour
// that was said stays with another day, and a day with another hour.
Talk::Took Talk::hear_correction_of_said(const std::string& text) {
  auto& said = talk().open->said;
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  const auto* step = open_step();
  const auto correction = correction_in(text, words_.measures_of(known_.language));
  if (!correction || said.empty() || step == nullptr || takes_any_words(*step)) return Took::no;
  const auto rest = as_written(text, correction->rest);
  if (is_short(rest) || understand(*talk().open, *step, rest)) return Took::no;
  auto need = read_need(hearing(), rest);
  const auto day = day_among(rest);
  if (day) need.when = write_datetime(*day);
  if (const auto had = said.find(std::string(day_said)); had != said.end()) {
    const auto hour = day_among(rest + " " + had->second.substr(0, date_length));
    if (hour && is_on_day_of(write_datetime(*hour), had->second)) {
      need.when = write_datetime(*hour);
    } else if (day && day->dated) {
      need.when = with_hour_of(need.when, had->second);
    }
  } else if (day && !day->dated) {
    need.when.clear();
  }
  auto anew = answers_in(need);
  std::erase_if(anew, [&](const auto& one) { return is_answered(*talk().open, *flow, one.first); });
  if (anew.empty()) return Took::no;
  for (auto& [what, value] : anew) said[what] = std::move(value);
  ask_again(reply("noted_unsaid"));
  return Took::yes;
}

Talk::Took Talk::hear_correction(const std::string& text) {
  if (hear_correction_of_said(text) == Took::yes) return Took::yes;
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  const auto* step = open_step();
  const auto trail = talk().open->way_back();
  if (step == nullptr || trail.empty()) return Took::no;
  if (hear_name_of_before(text) == Took::yes) return Took::yes;
  const auto words = bare_words_of(text);
  const auto said = correction_in(text, words_.measures_of(known_.language));
  const bool denies = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return is_denial(word, words_.measures_of(known_.language));
  });
  if (!said && says_day_unfit(text)) return hear_denied_day(words);
  if ((!said && !denies) || is_short(text)) return Took::no;
  const auto rest = said ? join_words(said->rest) : text;
  if (said && is_short(rest)) return hear_short_correction(rest, said->firm);
  const auto written = said ? as_written(text, said->rest) : text;
  const bool answers = !takes_any_words(*step) && understand(*talk().open, *step, written);
  for (auto at = trail.size(); at-- > 0;) {
    const auto* before = flow->find(trail[at]);
    if (before == nullptr || !(before->choices_from || shows_its_answer(*before))) continue;
    auto asked = *talk().open;
    if (before->choices_from) list(asked, *before);  // as it is now, by words alone
    const auto answer = understand_anew(asked, *before, written);
    if (!answer) continue;
    if (said ? answers && !said->firm : !denies_answer(*before, words)) return Took::no;
    correct(*before, answer->value);
    return Took::yes;
  }
  if (!said) return hear_denied_day(words);
  if (const auto* name = corrected_name(said->rest, said->firm)) {
    if (const auto answer = understand(*talk().open, *name, rest)) {
      correct(*name, answer->value);
      return Took::yes;
    }
  }
  const auto* last = flow->find(trail.back());
  if (last == nullptr || last->expect != Expect::text || takes_any_words(*step)) return Took::no;
  if (!said->firm && !has_digit(rest)) return Took::no;
  correct(*last, rest);
  return Took::yes;
}

// What they answered to it, where it is kept: of a day the day, and not the choice it falls under.
std::optional<Answer> Talk::answer_of(const Question& question, const Step& step) {
  if (step.save.empty() || !step.keep) return std::nullopt;
  const auto& facts = question.facts;
  auto found = step.day.empty() ? facts.end() : facts.find(step.day);
  if (found == facts.end()) found = facts.find(step.save);
  if (found == facts.end()) return std::nullopt;
  return Answer{found->second};
}

// Of an answer to a step from before: where it says the hour alone, the day stays, and where the
// day alone, the hour.
std::optional<Answer> Talk::understand_anew(const Question& question, const Step& step,
                                            const std::string& text) const {
  const auto answer = understand(question, step, text);
  const auto had = says_day(step) ? answer_of(question, step) : std::nullopt;
  if (!had || !read_local_time(had->value)) return answer;
  const auto hour = understand(question, step, text + " " + had->value.substr(0, date_length));
  if (hour && is_on_day_of(hour->value, had->value)) return hour;
  return answer ? std::optional(Answer{with_hour_of(answer->value, had->value)}) : answer;
}

// "Not today, tomorrow": what they deny is what they had answered.
bool Talk::denies_answer(const Step& step, const SaidWords& words) {
  const auto had = answer_of(*talk().open, step);
  if (!had) return false;
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (!is_denial(words[at], words_.measures_of(known_.language))) continue;
    for (auto end = at + 2; end <= std::min(words.size(), at + 1 + few_words); ++end) {
      const SaidWords denied(words.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                             words.begin() + static_cast<std::ptrdiff_t>(end));
      if (understand_anew(*talk().open, step, join_words(denied)) == had) return true;
    }
  }
  return false;
}

// "Friday is no good".
bool Talk::says_day_unfit(const std::string& text) const {
  const auto& measures = words_.measures_of(known_.language);
  return measures.unfit.is_in(bare_words_of(text)) && speaks_of_time(measures.time, text);
}

// "Not thursday", and no other day: it is asked for again.
Talk::Took Talk::hear_denied_day(const SaidWords& words) {
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  for (const auto& name : talk().open->way_back()) {
    const auto* before = flow->find(name);
    if (before == nullptr || !says_day(*before)) continue;
    if (!denies_answer(*before, words) && !says_day_unfit(join_words(words))) continue;
    enter(back_at(*flow, *before), before->name);
    return Took::yes;
  }
  return Took::no;
}

// What says nothing to the open question but is an answer to one from before it.
Talk::Took Talk::hear_earlier(const std::string& text) {
  const auto said = bare_words_of(text).size();
  const bool of_day =
      said <= most_words_of_day && speaks_of_time(words_.measures_of(known_.language).time, text);
  if ((said > most_label_words && !of_day) || is_short(text)) return Took::no;
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  const auto trail = talk().open->way_back();
  for (auto at = trail.size(); at-- > 0;) {
    const auto* before = flow->find(trail[at]);
    if (before == nullptr || !shows_its_answer(*before)) continue;
    const bool says_more = said > most_label_words;
    if (says_more && !says_day(*before)) continue;
    const auto answer = understand_anew(*talk().open, *before, text);
    // "Thursday wont do" names the day that they had said.
    if (!answer || (says_more && answer == answer_of(*talk().open, *before))) continue;
    correct(*before, answer->value);
    return Took::yes;
  }
  return Took::no;
}

// "Yes thursday", where Friday was read back: they agree to Thursday, and it is read back anew.
// "Yes mon or tues" is asked about, and "yes i have a dog" is no other kind of help.
Talk::Took Talk::hear_other_behind_yes(const Flow& flow, const Step& asked,
                                       const std::string& text) {
  std::string rest;
  for (auto at = text.find_first_of(word_stops); at != text.npos;
       at = text.find_first_of(word_stops, at + 1))
    if (const auto said = text.substr(0, at);
        is_short(said) && understand(*talk().open, asked, said) == Answer{"yes"})
      rest = text.substr(at + 1);
  const auto left = words_of(rest).size();
  const bool of_time = speaks_of_time(words_.measures_of(known_.language).time, rest);
  if (left == 0 || (!of_time && (left > 2 * few_words || is_short(rest)))) return Took::no;
  bool unsure = false;
  const auto trail = talk().open->way_back();
  for (auto at = trail.size(); at-- > 0;) {
    const auto* before = flow.find(trail[at]);
    if (before == nullptr || !shows_its_answer(*before)) continue;
    const bool is_read = before->expect == Expect::datetime || reads_back(asked, before->save);
    if (!is_read || !(says_day(*before) || left == 1)) continue;
    const auto answer = understand_anew(*talk().open, *before, rest);
    unsure = unsure || (!answer && of_time && says_day(*before));
    if (!answer || answer == answer_of(*talk().open, *before)) continue;
    correct(*before, answer->value);
    return Took::yes;
  }
  if (!unsure) return Took::no;
  misunderstood();
  return Took::yes;
}

// "Change the time to 3": a choice that leads back, and what is to be put right there.
Talk::Took Talk::hear_what_to_change(const Flow& flow, const Step& asked, const std::string& text,
                                     const Answer& answer) {
  const auto trail = talk().open->way_back();
  const bool leads_back =
      std::any_of(asked.choices.begin(), asked.choices.end(), [&](const Choice& choice) {
        return choice.key == answer.value && contains(trail, choice.next);
      });
  if (!leads_back || is_short(text)) return Took::no;
  for (auto at = trail.size(); at-- > 0;) {
    const auto* before = flow.find(trail[at]);
    if (before == nullptr || !shows_its_answer(*before) || !reads_back(asked, before->save))
      continue;
    const auto anew = understand_anew(*talk().open, *before, text);
    if (!anew || anew == answer_of(*talk().open, *before)) continue;
    correct(*before, anew->value);
    return Took::yes;
  }
  return Took::no;
}

}  // namespace kindbank::dialog
