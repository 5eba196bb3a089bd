// What is heard of somebody who puts right what they answered before: "no sorry, tomorrow", "not
// today, tomorrow", "i meant shopping", or the name of another choice where something else was
// asked since. What the bank has done stands: a talk goes back over nothing that changed something.
#include <algorithm>
#include <array>
#include <deque>
#include <set>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/read_need.h"
#include "dialog/said_parts.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t few_words = 3;
constexpr std::string_view stops = " \t\r\n,.;!-";
constexpr std::size_t most_label_words = 2;  // "my phone died" names no kind of help
constexpr std::array<std::string_view, 4> plain_no = {"no", "nope", "nie", "nu"};

// What stands before "i meant": "nu" of "nu scuze", too.
bool is_lead_in(const SaidWords& words, const Measures& measures) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return contains(measures.before_correction, word) || puts_right(word, measures);
  });
}

// "Nie, w srode" is Wednesday, and "nie w srode" any other day: where one word says no as well as
// not, the comma tells.
bool begins_with_no_and_stop(const std::string& text, const SaidWords& words,
                             const Measures& measures) {
  if (words.size() < 2 || !puts_right(words.front(), measures) ||
      !is_denial(words.front(), measures))
    return false;
  const auto stop = text.find_first_of(",.;!-");
  return stop != std::string::npos && bare_words_of(text.substr(0, stop)).size() == 1;
}

// A text that begins with a word for putting right, and says something behind it.
struct Correction {
  SaidWords rest;
  bool firm = false;  // "i meant", which cannot be meant for what is asked now
};

std::optional<Correction> correction_in(const std::string& text, const Measures& measures) {
  const auto words = bare_words_of(text);
  auto parts = said_parts(words, measures);
  if (parts.size() == 1 && begins_with_no_and_stop(text, words, measures))
    parts = {{}, {words.begin() + 1, words.end()}};
  if (parts.size() < 2 || !is_lead_in(parts.front(), measures) || parts.back().empty())
    return std::nullopt;
  const bool firm = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return contains(measures.firmly, word);
  });
  // A bare no may be an answer by itself, with its reason behind it.
  const bool bare = parts.size() == 2 && contains(plain_no, words.front());
  if (parts.back().size() > (bare ? few_words : 2 * few_words)) return std::nullopt;
  return Correction{parts.back(), firm};
}

// Those last words as they stand in the text: "14:30", and not "14 30".
std::string as_written(const std::string& text, const SaidWords& last) {
  for (auto at = text.find_first_of(stops); at != text.npos; at = text.find_first_of(stops, at + 1))
    if (bare_words_of(text.substr(at + 1)) == last) return text.substr(at + 1);
  return join_words(last);
}

// Where words alone show that it is an answer to that step.
bool shows_its_answer(const Step& step) {
  return !step.choices_from && !takes_any_words(step) && step.expect != Expect::yes_no &&
         step.expect != Expect::none;
}

bool has_digit(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

constexpr std::size_t date_length = 10;  // "2026-11-25", and "T14:00" behind it

bool says_day(const Step& step) { return !step.day.empty() || step.expect == Expect::datetime; }

// With an hour of its own.
bool is_on_day_of(const std::string& at, const std::string& day) {
  return at.size() > date_length && at.starts_with(day.substr(0, date_length));
}

std::string with_hour_of(const std::string& day, const std::string& had) {
  if (day.size() != date_length || had.size() <= date_length || !read_local_time(day)) return day;
  return day + had.substr(date_length);
}

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
    } else if (day) {
      need.when = with_hour_of(need.when, had->second);
    }
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
  if (!said) return Took::no;
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

// What says nothing to the open question but is an answer to one from before it.
Talk::Took Talk::hear_earlier(const std::string& text) {
  if (bare_words_of(text).size() > most_label_words || is_short(text)) return Took::no;
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  const auto trail = talk().open->way_back();
  for (auto at = trail.size(); at-- > 0;) {
    const auto* before = flow->find(trail[at]);
    if (before == nullptr || !shows_its_answer(*before)) continue;
    const auto answer = understand_anew(*talk().open, *before, text);
    if (!answer) continue;
    correct(*before, answer->value);
    return Took::yes;
  }
  return Took::no;
}

// "Yes thursday", where Friday was read back: they agree to Thursday, and it is read back anew.
// "Yes i have a dog" is no other kind of help.
Talk::Took Talk::hear_other_behind_yes(const Flow& flow, const Step& asked,
                                       const std::string& text) {
  std::string rest;
  for (auto at = text.find_first_of(stops); at != text.npos; at = text.find_first_of(stops, at + 1))
    if (const auto said = text.substr(0, at);
        is_short(said) && understand(*talk().open, asked, said) == Answer{"yes"})
      rest = text.substr(at + 1);
  const auto left = words_of(rest).size();
  if (left == 0 || left > 2 * few_words || is_short(rest)) return Took::no;
  const auto trail = talk().open->way_back();
  for (auto at = trail.size(); at-- > 0;) {
    const auto* before = flow.find(trail[at]);
    if (before == nullptr || !shows_its_answer(*before)) continue;
    const bool is_read = before->expect == Expect::datetime || reads_back(asked, before->save);
    if (!is_read || !(says_day(*before) || left == 1)) continue;
    const auto answer = understand_anew(*talk().open, *before, rest);
    if (!answer || answer == answer_of(*talk().open, *before)) continue;
    correct(*before, answer->value);
    return Took::yes;
  }
  return Took::no;
}

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

void Talk::answer_anew(const Flow& flow, const Step& step, const std::string& value) {
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
  question.step = step.name;
  if (step.choices_from) list(question, step);
  question.noted.emplace_back(step.name, "noted_unsaid");
  take_answer(std::move(question), flow, step, Answer{value});
}

}  // namespace kindbank::dialog
