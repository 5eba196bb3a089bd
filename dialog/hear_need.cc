// What help is needed, said in one text before it is asked: what it says is answered already, and
// only the rest is asked. Of the words themselves, which may tell of somebody's health, nothing is
// kept.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "dialog/normal.h"
#include "dialog/read_need.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

// The step that asks last in the flow that joins, and its answer for a need.
constexpr std::string_view wish_of_joined = "joined";
constexpr std::string_view asks_for_help = "ask";

std::chrono::sys_days days_of(const LocalTime& local) {
  return std::chrono::year{local.year} / local.month / local.day;
}

bool begins_on_need(const Flow& flow) { return !flow.says.empty(); }

}  // namespace

// What it answers before it is asked.
Facts Talk::answers_in(const Need& need) {
  Facts said;
  if (!need.category.empty()) said["category"] = need.category;
  if (!need.when.empty()) said[std::string(day_said)] = need.when;
  return said;
}

Talk::Took Talk::hear_need(const std::string& text) {
  if (known_.member == 0) return Took::no;
  if (talk().open) {  // a need is asked about, or something else that its words may answer
    const auto* flow = flows_.version(talk().open->flow, talk().open->version);
    if (flow == nullptr || begins_on_need(*flow) || is_short(text) || names_a_choice(plain(text)))
      return Took::no;
  }
  const auto need = read_need(hearing(), text);
  if (!need || (talk().open && need.category.empty())) return Took::no;
  const auto* flow =
      flows_.for_said(need.whom == Need::For::other ? need_of_other_said : need_said);
  if (flow == nullptr) flow = flows_.for_said(need_said);
  if (flow == nullptr) return Took::no;
  turn_.effects.emplace_back(Forget{});
  begin_word(flow->name, {}, answers_in(need));
  return Took::yes;
}

// "Its for my mum" in the middle of asking for help: whose help it is is asked, with the answers so
// far.
Talk::Took Talk::hear_for_another(const Flow& flow, const Step& step, const std::string& text) {
  const auto* asks = flows_.for_said(need_said);
  if (asks == nullptr || asks->name != flow.name || takes_any_words(step) ||
      !says_for_another(hearing(), text))
    return Took::no;
  const auto* other = flows_.for_said(need_of_other_said);
  if (other == nullptr || other->name == flow.name) return Took::no;
  Facts said;
  for (const auto& name : talk().open->way_back())
    if (const auto* before = flow.find(name); before != nullptr && !said_as(*before).empty())
      if (const auto answer = answer_of(*talk().open, *before))
        said[said_as(*before)] = answer->value;
  talk().open.reset();
  turn_.effects.emplace_back(Forget{});
  begin_word(other->name, {}, std::move(said));
  return Took::yes;
}

// What a stranger asks for is taken up once they have joined; where it sounds as if it were for
// somebody else, that is asked first.
void Talk::begin_joining(const std::string& text) {
  auto question = new_question();
  const auto need = read_need(hearing(), text);
  if (!need.category.empty()) {
    question.said = answers_in(need);
    question.said[std::string(wish_of_joined)] = asks_for_help;
    if (need.whom == Need::For::other) question.said[std::string(of_other_said)] = "yes";
    turn_.effects.emplace_back(Forget{});
  }
  begin(join_flow, std::move(question));
}

// "A lift tues 2pm" to what help is needed says when, too.
void Talk::keep_rest_of_need(Question& question, const Flow& flow, const Step& step,
                             const std::string& text) {
  constexpr std::size_t few_words = 3;
  if (!begins_on_need(flow) || step.expect != Expect::choice) return;
  auto said = answers_in(read_need(hearing(), text));
  said.erase(said_as(step));
  std::erase_if(said, [&](const auto& one) { return is_answered(question, flow, one.first); });
  question.said.merge(said);
  if (words_of(text).size() > few_words) turn_.effects.emplace_back(Forget{});
}

// What an answer that is given before it is asked is kept as.
std::string Talk::said_as(const Step& step) {
  if (!step.day.empty()) return std::string(day_said);
  return step.save.empty() ? step.name : step.save;
}

bool Talk::is_answered(const Question& question, const Flow& flow, const std::string& said) {
  return question.facts.contains(said) ||
         std::any_of(question.trail.begin(), question.trail.end(), [&](const auto& name) {
           const auto* step = flow.find(name);
           return step != nullptr && said_as(*step) == said;
         });
}

// What an answer to that step is kept as while it is asked anew what comes before.
std::string Talk::said_at(const Step& step) { return std::string(of_step) + step.name; }

// The answer to a question that was given before it was asked, or to this very step; it counts
// once, so that whoever goes back is asked.
std::optional<Answer> Talk::take_said(Question& question, const Step& step) {
  auto found = question.said.find(said_at(step));
  if (found == question.said.end()) found = question.said.find(said_as(step));
  if (found == question.said.end()) return std::nullopt;
  Answer answer{found->second};
  question.said.erase(found);
  const auto is_it = [&](const auto& one) { return one.key == answer.value; };
  const auto is_among = [&](const auto& all) { return std::any_of(all.begin(), all.end(), is_it); };
  const bool fits = said_day(step, answer) || step.expect == Expect::name ||
                    (step.expect != Expect::choice && may_be_given_ahead(step)) ||
                    is_among(step.choices) || is_among(question.listed);
  return fits ? std::optional(std::move(answer)) : std::nullopt;
}

std::optional<SaidTime> Talk::day_among(const std::string& text) const {
  const auto zone = known_.zone == nullptr ? utc_zone() : *known_.zone;
  return read_datetime_among(words_.measures_of(known_.language).time, text, now_, zone);
}

std::optional<Answer> Talk::day_in(const Step& step, const std::string& text) const {
  const auto& measures = words_.measures_of(known_.language);
  const auto words = bare_words_of(text);
  if (step.day.empty() || measures.unfit.is_in(words) || hangs_on_condition(measures, words))
    return std::nullopt;
  const auto said = day_among(text);
  return said && said->dated ? std::optional(Answer{write_datetime(*said)}) : std::nullopt;
}

std::optional<SaidTime> Talk::said_day(const Step& step, const Answer& answer) {
  if (step.day.empty()) return std::nullopt;
  const auto at = read_local_time(answer.value);
  if (!at) return std::nullopt;
  return SaidTime{*at, answer.value.find('T') != std::string::npos};
}

std::string Talk::day_choice(const SaidTime& day) const {
  const auto zone = known_.zone == nullptr ? utc_zone() : *known_.zone;
  const auto ahead = (days_of(day.at) - days_of(zone.to_local(now_))).count();
  constexpr std::array<int, 3> last_days = {0, 2, 6};  // of today, soon and week
  std::size_t at = 0;
  while (at < last_days.size() && ahead > last_days[at]) ++at;
  return std::string(day_choices[at]);
}

// It is read back as it is; today without an hour is the choice of that name.
void Talk::keep_day(Question& question, const Step& step, const SaidTime& day) const {
  if (!day.timed && day_choice(day) == day_choices.front()) return;
  question.facts[step.day] = write_datetime(day);
  question.facts[step.save + ".label"] = day.timed ? say_day_and_hour(day.at) : say_day(day.at);
}

}  // namespace kindbank::dialog
