// What is heard of somebody with a job who speaks of it in their own words: that it will not go as
// agreed, whether and when it is, where, or at which hour.
#include <algorithm>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/talk.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {

bool Talk::says_of_job(Phrases RepairWords::*kind, const std::vector<std::string>& heard) const {
  return std::any_of(words_.repairs.begin(), words_.repairs.end(), [&](const auto& repair) {
    const auto& [language, words] = repair;
    return (language == english || language == known_.language) &&
           (words.*kind).first_in(heard) != nullptr;
  });
}

// "Yes but i cant come friday" is no such thing; "ok sorry i cant come" is.
bool Talk::says_against(Phrases RepairWords::*kind, const std::string& text) const {
  const auto heard = respell(bare_words_of(text), words_.written_out);
  const auto begins_with = [&](const std::vector<std::string>& list) {
    return !heard.empty() && std::find(list.begin(), list.end(), heard.front()) != list.end();
  };
  if (begins_with(words_.answers.yes) && !begins_with(words_.answers.courtesies)) return false;
  return says_of_job(kind, heard);
}

bool Talk::says_cannot_come(const std::string& text) const {
  return says_against(&RepairWords::cannot_come, text);
}

// Somebody with a job says in their own words that it will not go as agreed: they are asked what is
// to be done about it.
Talk::Took Talk::hear_cannot_come(const std::string& text) {
  if (flows_.current(change_flow) == nullptr || !known_.has_job()) return Took::no;
  const bool speaks_of_it = says_cannot_come(text) || says_against(&RepairWords::not_come, text);
  if (auto start = start_of(text); start && speaks_of_it) {  // "running late" says it outright
    begin_word(start->flow, std::move(start->slots));
    return Took::yes;
  }
  if (says_cannot_come(text)) {
    begin_word(change_flow, {{"asked", "cannot_come"}});
    return Took::yes;
  }
  return hear_not_come(text);
}

// "Where is he?": who waits hears when somebody comes, and nothing is in doubt by that. A helper
// who finds nobody says what is to be done.
Talk::Took Talk::hear_not_come(const std::string& text) {
  if (!says_against(&RepairWords::not_come, text)) return Took::no;
  const bool waits = known_.list("open_visits").empty() && flows_.current(when_flow) != nullptr;
  begin_word(waits ? when_flow : change_flow, {});
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

// The day of a job's visit, of which an hour alone is meant; of any job where only one has a visit.
std::string Talk::day_of_visit(std::string_view code) const {
  std::vector<std::string> days;
  for (const auto& one : known_.list("days_of_visits")) {
    const auto of = one.find("code");
    const auto day = one.find("day");
    if (of == one.end() || day == one.end()) continue;
    if (code.empty() || plain(of->second) == plain(code)) days.push_back(day->second);
  }
  return days.size() == 1 ? days.front() : std::string{};
}

// A day, an hour or both, and nothing before them but that they come: "if after 5" is no hour that
// they say.
std::optional<Answer> Talk::time_in(const std::string& text, std::string_view day) const {
  constexpr std::size_t most_words = 4;
  const auto hour = without_coming(text);
  const auto said = words_of(hour);
  if (is_short(text) || said.empty() || said.size() > most_words) return std::nullopt;
  if (hour == text && all_digits(join_words(said))) return std::nullopt;
  Asked asked;
  asked.expect = Expect::datetime;
  const auto alone = dialog::understand(hearing(), asked, day);
  if (alone && alone.value.find('T') == std::string::npos) asked.day = day;  // and no hour in it
  const auto& first = said.front();
  const bool begins = first.find_first_of("0123456789") != first.npos ||
                      dialog::understand(hearing(), asked, first);
  auto reading = dialog::understand(hearing(), asked, hour);
  if (!reading && hour != text) reading = dialog::understand(hearing(), asked, "at " + hour);
  return begins && reading ? std::optional(Answer{reading.value}) : std::nullopt;
}

// "3pm" of "I will be there at 3pm".
std::string Talk::without_coming(const std::string& text) const {
  const auto is_before = [&](const std::string& word) {
    return std::any_of(words_.repairs.begin(), words_.repairs.end(), [&](const auto& repair) {
      return (repair.first == english || repair.first == known_.language) &&
             contains(repair.second.before_hour, without_accents(word));
    });
  };
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (end > 0 && !is_before(plain(rest.substr(0, end)))) break;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::string(rest);
}

// "Thu 2pm", or "yes thu 2pm", to whether they can: that is a yes, and when is not asked again.
void Talk::hear_time_behind(const Flow& flow, const Step& asked, const std::string& text,
                            std::optional<Answer>& answer) {
  const auto plans = [](const Jump& jump) { return jump.flow == plan_flow; };
  if (asked.expect != Expect::yes_no || std::none_of(flow.jumps.begin(), flow.jumps.end(), plans))
    return;
  const auto said_day = talk().open->facts.find("day");
  const auto day = said_day == talk().open->facts.end() ? std::string{} : said_day->second;
  auto time = answer ? std::nullopt : time_in(text, day);
  const auto is_but = [](const Choice& choice) { return choice.key == "yes_but"; };
  const bool may_say_but = std::any_of(asked.choices.begin(), asked.choices.end(), is_but);
  if (time) answer = Answer{may_say_but ? "yes_but" : "yes"};
  if (answer == Answer{"yes"} && !time)
    for (const auto& [used, rest] : parted(*talk().open, asked, text, *answer))
      if (!time) time = time_in(rest, day);
  if (time) talk().open->said["time"] = time->value;
}

// The helper of a job says when, without being asked, or where something else of it was: "be there
// at 3" to how late they are.
Talk::Took Talk::hear_time_of_visit(const std::string& text) {
  if (flows_.current(plan_flow) == nullptr || known_.list("open_visits").empty()) return Took::no;
  Facts job;
  if (talk().open) {
    const auto* step = open_step();
    const bool of_lateness = step != nullptr && step->expect == Expect::minutes;
    const auto code = talk().open->facts.find("code");
    if (code == talk().open->facts.end() || is_begun_by_bank(*talk().open)) return Took::no;
    if (talk().open->flow != change_flow && !of_lateness) return Took::no;
    job.insert(*code);
  }
  const auto time = time_in(text, day_of_visit(job.empty() ? std::string{} : job.at("code")));
  if (time && talk().open && time->value.find('T') == std::string::npos) return Took::no;
  if (!time) return Took::no;
  talk().open.reset();
  begin_word(plan_flow, std::move(job), {{"time", time->value}});
  return Took::yes;
}

}  // namespace kindbank::dialog
