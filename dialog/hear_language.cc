// How what somebody texts is read: in their language and in English; and which language they ask
// for, or could be offered.
#include <algorithm>

#include "dialog/contains.h"
#include "dialog/said_parts.h"
#include "dialog/starts.h"
#include "dialog/talk.h"
#include "dialog/told_language.h"
#include "dialog/understand.h"

namespace kindbank::dialog {
namespace {

// "Language urdu", where the bank does not write it: "urdu"; or "".
std::string unwritten_language(const Language* own, std::string_view text) {
  const auto heard = bare_words_of(text);
  const bool about_language =
      heard.size() == 2 &&
      (heard.front() == language_flow ||
       (own != nullptr && own->standing_word_of(heard.front()) == language_flow));
  return about_language ? heard.back() : "";
}

}  // namespace

Hearing Talk::hearing() const {
  return {words_, known_.language, language_ == nullptr ? nullptr : &language_->answers, now_,
          known_.zone};
}

std::optional<Answer> Talk::understand(const Question& question, const Step& step,
                                       const std::string& text) const {
  Asked asked{
      step.expect, choices_of(question, step, Labels::written),
      language_ == nullptr ? std::vector<Choice>{} : choices_of(question, step, Labels::shown),
      step.ask};
  asked.hour = Asked::Hour::of_no_day;
  if (const auto day = question.facts.find("day"); day != question.facts.end())
    if (reads_back(step, day->first)) asked.day = day->second;
  const auto code = question.facts.find("code");
  const bool may_mean_day =
      step.expect == Expect::datetime && asked.day.empty() && code != question.facts.end();
  const auto day_of_job = may_mean_day ? day_of_visit(code->second) : std::string{};
  if (may_mean_day) asked.day = day_of_job;
  const auto* flow = flows_.version(question.flow, question.version);
  if (says_day(step) || (flow != nullptr && reads_day_back(*flow, step)))
    asked.ordinals = Asked::Ordinals::of_days;
  const auto reading = dialog::understand(hearing(), asked, text);
  if (auto day = day_in(step, text); day && (!reading || day->value.find('T') != std::string::npos))
    return day;
  return reading ? std::optional(Answer{reading.value}) : std::nullopt;
}

bool Talk::is_short(const std::string& text) const { return is_short_answer(hearing(), text); }

std::optional<Start> Talk::start_of(std::string_view text) const {
  return find_start(flows_, text, language_, words_.sayings.around);
}

// "Pomoc" is HELP to whoever reads Polish. What the gate heard in English comes first.
Heard Talk::in_own_words(const Heard& heard) const {
  auto own = heard;
  auto& gate = own.gate;
  const bool is_heard =
      gate.crisis || gate.rights != GateReading::Rights::none || !gate.standing.empty();
  if (!is_heard) gate.standing = language_->standing_word_of(heard.text);
  if (gate.standing == stop_word) {
    gate.rights = GateReading::Rights::stop;
    gate.standing.clear();
  }
  return own;
}

// Where free words are asked for, or a name by any but its own, a language's name alone may be the
// answer, unless it was offered. Who is not a member yet goes on to join in it.
Talk::Took Talk::hear_language(const std::string& text) {
  if (flows_.current(language_flow) == nullptr) return Took::no;
  const auto wish = wished_language(flows_, words_, text);
  if (const auto other = unwritten_language(language_, text); !wish && !other.empty()) {
    begin_word(language_flow, {{"language", other}});
    return Took::yes;
  }
  if (!wish) return Took::no;
  const bool offered = contains(talk().offered, wish->code);
  using Said = LanguageWish::Said;
  if (talk().open && wish->said != Said::clearly && !offered) {
    const auto* flow = flows_.version(talk().open->flow, talk().open->version);
    const auto* step = flow == nullptr ? nullptr : flow->find(talk().open->step);
    const auto expect = step == nullptr ? Expect::none : step->expect;
    if (expect == Expect::text || (expect == Expect::name && wish->said == Said::by_name_alone))
      return Took::no;
  }
  if (!talk().open && known_.member == 0 && known_.role == Known::Role::resident) {
    auto join = new_question();
    join.flow = join_flow;
    talk().waiting.push_back(std::move(join));
  }
  begin_word(language_flow, {{"language", wish->code}});
  return Took::yes;
}

// What is plainly written in a language that this bank writes, too, is answered as ever; the
// language is only offered, in its own words and once. "Im polish" says nothing else.
Talk::Took Talk::hear_other_language(const std::string& text) {
  if (const auto written = written_language(flows_, words_, text)) {
    offer_language(*written);
    return Took::no;
  }
  const auto native = native_language(flows_, words_, text);
  const auto* step = open_step();
  if (!native || !offer_language(*native)) return Took::no;
  if (step == nullptr || step->expect == Expect::text) return Took::no;
  ask_again({});
  return Took::yes;
}

bool Talk::offer_language(const std::string& code) {
  const auto& reads = language_ == nullptr ? std::string(english) : language_->code;
  if (code == reads || contains(talk().offered, code)) return false;
  constexpr std::string_view offer = "language_offer";
  const auto* language = flows_.language(code);
  std::string_view said = words_.reply(offer);
  if (language != nullptr) {
    const auto own = language->replies.find(offer);
    if (own == language->replies.end()) return false;
    said = own->second.text;
  }
  talk().offered.push_back(code);
  say(fill_in(said, {}, known_.facts), "answer");
  return true;
}

// The answers so far stand in later texts by their labels: now by those of the language that the
// person reads from here on.
void Talk::label_anew(Question& question) const {
  const auto* flow = flows_.version(question.flow, question.version);
  if (flow == nullptr) return;
  for (const auto& step : flow->steps) {
    const auto answer = question.facts.find(step.save);
    const auto label = question.facts.find(step.save + ".label");
    if (answer == question.facts.end() || label == question.facts.end()) continue;
    for (const auto& choice : step.choices)
      if (choice.key == answer->second)
        label->second =
            fill(spoken(question, step, "choices." + choice.key, choice.label), question.facts);
  }
}

}  // namespace kindbank::dialog
