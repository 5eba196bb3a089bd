#include <algorithm>
#include <utility>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/starts.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

constexpr int max_misses = 3;  // then a person, never a loop
constexpr Duration one_call = std::chrono::hours{1};
constexpr Duration stays_sensitive = std::chrono::minutes{2};

bool is_invitation(const Question& question) { return question.about.starts_with("invitation "); }

}  // namespace

Talk::Took Talk::hear_press(const Heard& heard) {
  const auto colon = heard.pressed.find(':');
  if (colon == std::string::npos) return Took::no;
  const auto id = heard.pressed.substr(0, colon);
  if (!talk().open || std::to_string(talk().open->id) != id) {
    if (talk().open) {
      ask_again(reply("closed_question"));
    } else {
      say_reply("closed_question");
    }
    return Took::yes;
  }
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  const auto* step = flow == nullptr ? nullptr : flow->find(talk().open->step);
  if (step == nullptr) return Took::no;
  const auto key = heard.pressed.substr(colon + 1);
  const auto choices = choices_of(*talk().open, *step, Labels::written);
  if (is_next_page(*talk().open, *step, key)) {
    turn_page();
    return Took::yes;
  }
  const bool offered = std::any_of(choices.begin(), choices.end(),
                                   [&](const Choice& choice) { return choice.key == key; }) ||
                       (step->expect == Expect::yes_no && (key == "yes" || key == "no"));
  if (!offered) return Took::no;
  take_answer(take_open(), *flow, *step, Answer{key});
  return Took::yes;
}

void Talk::go_back() {
  if (!talk().open) return begin(menu_flow, new_question());
  if (talk().open->way_back().empty()) return ask_again(reply("no_way_back"));
  auto question = *std::exchange(talk().open, std::nullopt);
  auto step = question.trail.back();
  question.trail.pop_back();
  const auto* flow = flows_.version(question.flow, question.version);
  const auto* asked = flow == nullptr ? nullptr : flow->find(step);
  if (asked != nullptr && asked->choices_from) question.facts.erase(asked->choices_from->save);
  enter(std::move(question), std::move(step));
}

// What is said to somebody who is texting just now is an answer, whatever the question was, and
// waits for no morning.
Question Talk::take_open() {
  auto question = *std::exchange(talk().open, std::nullopt);
  question.message_class = "answer";
  talk().answered = question.about;
  talk().answered_at = now_;
  talk().spoken_at = known_.phone == Known::Phone::shared ? now_ : Time{};
  return question;
}

void Talk::save_answer(Question& question, const Step& step, const Answer& answer) const {
  if (step.choices_from) question.facts[step.choices_from->save] = answer.value;
  if (!step.day.empty()) question.facts.erase(step.day);
  if (step.save.empty() || !step.keep) return;
  const auto day = said_day(step, answer);
  const auto value = day ? day_choice(*day) : answer.value;
  for (const auto& choice : step.choices)
    if (choice.key == value)
      question.facts[step.save + ".label"] =
          fill(spoken(question, step, "choices." + choice.key, choice.label), question.facts);
  question.facts[step.save] = value;
  if (day) keep_day(question, step, *day);
}

void Talk::take_answer(Question question, const Flow& flow, const Step& step,
                       const Answer& answer) {
  // Who cannot help after all may still say that they can.
  if (step.expect == Expect::yes_no && answer.value == "no" && is_invitation(question))
    talk().closed.emplace(question).parted.clear();
  std::string_view target = step.next;
  std::string_view taken_by;
  const auto day = said_day(step, answer);
  const auto value = day ? day_choice(*day) : answer.value;
  for (const auto& choice : step.choices)
    if (choice.key == value) {
      taken_by = choice.key;
      if (!choice.next.empty()) target = choice.next;
    }
  save_answer(question, step, answer);
  if (!step.keep) {
    turn_.effects.emplace_back(Forget{});
    talk().sensitive_until = now_ + stays_sensitive;
  }
  if (step.call && step.call->after_answer) return act(std::move(question), step, value);
  go(std::move(question), flow, step, target, Branch::By::going_on, taken_by);
}

// Once an hour at most: what goes astray so soon again may be a machine that answers every text,
// and whoever it is, a person knows of them. They are still heard.
void Talk::call_person() {
  if (talk().handed_over_at != Time{} && now_ - talk().handed_over_at < one_call) return;
  talk().handed_over_at = now_;
  auto left = *std::exchange(talk().open, std::nullopt);
  left.missed = 0;
  left.puzzled = 0;
  if (!left.about.empty()) talk().closed = std::move(left);
  say_reply("sorry_person");
  begin(person_flow, new_question());
}

// What is said to a question whose answer is not kept, or right after it.
void Talk::forget_where_not_kept(const Step& asked) {
  if (!asked.keep || now_ < talk().sensitive_until) turn_.effects.emplace_back(Forget{});
}

void Talk::misunderstood() {
  understood_ = Understood::no;
  talk().open->missed = std::min(talk().open->missed + 1, max_misses);
  if (talk().open->missed == max_misses) return call_person();
  ask_again(reply(talk().open->missed == 1 ? "sorry" : "sorry_again"));
}

// "P8K6 yes thu 2pm", where what is asked is of P7K7, and it begins nothing of its own.
bool Talk::is_of_another_job(const std::string& code, const std::string& text) {
  const auto* step = open_step();
  if (step == nullptr || step->choices_from || takes_any_words(*step)) return false;
  if (corrects(text) || start_of(text)) return false;
  const auto asked = talk().open->facts.find("code");
  return asked != talk().open->facts.end() && plain(asked->second) != code;
}

// "M2X8 yes" answers the question about that job, open or closed.
Talk::Took Talk::hear_coded_answer(const Heard& heard) {
  const auto said = words_of(heard.text);
  if (said.size() < 2) return Took::no;
  const bool first = is_code(said.front());
  if (!first && !is_code(said.back())) return Took::no;
  const auto code = first ? said.front() : said.back();
  const auto rest = join_words({said.begin() + (first ? 1 : 0), said.end() - (first ? 0 : 1)});
  const bool is_long = !is_short(rest);
  if (is_long && !is_of_another_job(code, heard.text)) return Took::no;
  const auto is_named = [&](const Question& question) {
    const auto named = question.facts.find("code");
    return named != question.facts.end() && plain(named->second) == code;
  };
  const auto means = [&](const std::optional<Question>& question) {
    return question && is_named(*question);
  };
  auto& waiting = talk().waiting;
  const auto aside = std::find_if(waiting.begin(), waiting.end(), [&](const Question& one) {
    return one.id != 0 && !one.about.empty() && is_named(one);
  });
  if (!means(talk().open) && aside != waiting.end()) {
    auto asked = std::move(*aside);
    waiting.erase(aside);
    set_open_aside();
    talk().open = std::move(asked);
  }
  if (!means(talk().open)) {
    if (!means(talk().closed) || now_ - talk().closed->asked_at > late_answer) {
      if (heard.words == Heard::Words::repeated) return Took::yes;  // it was heard
      if (!is_long && (!talk().open || !is_invitation(*talk().open))) return Took::no;
      misunderstood();  // of another job, perhaps one of long ago: this one they have not answered
      return Took::yes;
    }
    auto closed = *std::exchange(talk().closed, std::nullopt);
    set_open_aside();
    talk().open = std::move(closed);
  }
  if (is_long) return Took::no;  // it is heard as any other text, of its own job now
  hear_answer(rest);
  return Took::yes;
}

// An answer to a question that the bank closed a while ago goes to it all the same: what it does
// then finds out that it is too late, and says so kindly.
Talk::Took Talk::hear_late_answer(const std::string& text) {
  if (talk().open || !talk().closed || !is_short(text)) return Took::no;
  const bool asked_last =
      talk().answered == talk().closed->about || talk().answered_at <= talk().closed->asked_at;
  if (!asked_last) return Took::no;  // it belongs to what was answered since
  auto closed = *std::exchange(talk().closed, std::nullopt);
  if (now_ - closed.asked_at > late_answer) return Took::no;
  talk().open = std::move(closed);
  hear_answer(text);
  return Took::yes;
}

// Free text is no word that begins something: that is meant.
bool Talk::begins_instead(const Step& step, const std::string& text) const {
  if (step.expect != Expect::text || known_.member == 0) return false;
  if (is_courtesy(text)) return false;
  const auto start = start_of(text);
  return start && start->slots.empty();
}

void Talk::hear_answer(const std::string& text) {
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  const auto* step = flow == nullptr ? nullptr : flow->find(talk().open->step);
  if (step == nullptr) {
    const auto lost = *std::exchange(talk().open, std::nullopt);
    return broken(lost, "the step that was asked is gone");
  }
  if (begins_instead(*step, text)) return begin_word(start_of(text)->flow, {});
  if (hear_for_another(*flow, *step, text) == Took::yes) return;
  auto answer = understand(*talk().open, *step, text);
  if (answer && is_next_page(*talk().open, *step, answer->value)) return turn_page();
  hear_time_behind(*flow, *step, text, answer);
  if (!answer && hear_question(text) == Took::yes) return;
  if (!answer && hear_cannot_come(text) == Took::yes) return;
  // Whoever is asked to come, and cannot, has said no.
  const bool is_asked = step->expect == Expect::yes_no && !talk().open->about.empty();
  if (!answer && is_asked && says_cannot_come(text)) answer = Answer{"no"};
  if (talk().open && is_menu(*talk().open) && hear_need(text) == Took::yes) return;
  if (answer == Answer{"yes"} && hear_other_behind_yes(*flow, *step, text) == Took::yes) return;
  if (answer && hear_what_to_change(*flow, *step, text, *answer) == Took::yes) return;
  if (answer) {
    keep_rest_of_need(*talk().open, *flow, *step, text);
    keep_own_words(*talk().open, *flow, *step, text);
    auto question = take_open();
    question.parted = parted(question, *step, text, *answer);
    return take_answer(std::move(question), *flow, *step, *answer);
  }
  if (hear_earlier(text) == Took::yes) return;
  forget_where_not_kept(*step);
  auto start = start_of(text);
  // "M2X8 time" names its job, and "done 90" says what it is: both are about nothing else.
  const bool certain = start && (start->slots.empty() || start->slots.contains("code") ||
                                 start->slots.contains(std::string(words_slot)));
  if (certain && known_.member != 0) return begin_word(start->flow, std::move(start->slots));
  if (hear_time_of_visit(text) == Took::yes) return;
  if (hear_name(text) == Took::yes) return;
  if (hear_need(text) == Took::yes) return;
  if (flow->takes(words_slot)) keep_own_words(*talk().open, *flow, *step, text);
  misunderstood();
}

bool Talk::is_only_staff() const {
  return known_.role == Known::Role::coordinator && known_.member == 0;
}

void Talk::begin_staff() {
  if (flows_.current(staff_flow) == nullptr) return begin(menu_flow, new_question());
  begin_word(staff_flow, {});
}

void Talk::hear_topic(const std::string& text) {
  if (known_.member == 0 && known_.role == Known::Role::resident) return begin_joining(text);
  const auto start = start_of(text);
  // A coordinator asks for help and offers it as everybody does: as a member.
  if (is_only_staff()) {
    return start && start->flow != menu_flow ? begin(join_flow, new_question()) : begin_staff();
  }
  if (start) return begin_word(start->flow, start->slots);
  if (hear_question(text) == Took::yes) return;
  if (hear_time_of_visit(text) == Took::yes) return;
  if (hear_cannot_come(text) == Took::yes) return;
  // What was asked for stands, and only its own words change it.
  if (corrects(text) && flows_.current(change_flow) != nullptr && known_.has_job())
    return begin_word(change_flow, {});
  if (hear_name(text) == Took::yes) return;
  if (hear_need(text) == Took::yes) return;
  begin(menu_flow, new_question());
}

// Only misunderstandings in a row count: whatever was understood in between begins anew.
void Talk::on(const Heard& heard) {
  hear(language_ == nullptr ? heard : in_own_words(heard));
  if (understood_ == Understood::no) return;
  const auto begin_anew = [](Question& question) { question.missed = question.puzzled = 0; };
  if (talk().open) begin_anew(*talk().open);
  for (auto& waiting : talk().waiting) begin_anew(waiting);
}

void Talk::hear(const Heard& heard) {
  if (hear_crisis(heard) == Took::yes) {
    const auto after = talk().after_crisis;
    if (heard.gate.rights == GateReading::Rights::stop) hear_rights(heard);
    talk().after_crisis = after;  // whoever stops our texts so is listened to all the same
    return;
  }
  if (hear_rights(heard) == Took::yes) return;
  if (hear_after_crisis(heard) == Took::yes) return;
  if (hear_stopped(heard) == Took::yes) return;
  if (hear_at_shared_phone(heard) == Took::yes) return;
  say_signpost(heard.gate.signpost);
  if (hear_press(heard) == Took::yes) return;
  if (hear_standing_word(heard.gate.standing) == Took::yes) return;
  if (hear_command(heard.text) == Took::yes) return;
  if (hear_link(heard.text) == Took::yes) return;
  if (hear_language(heard.text) == Took::yes) return;
  if (hear_coded_answer(heard) == Took::yes) return;
  if (hear_twice(heard) == Took::yes) return;
  if (hear_crossed(heard.text) == Took::yes) return;
  if (hear_thanks(heard.text) == Took::yes) return;
  if (hear_courtesy_to_notice(heard.text) == Took::yes) return;
  if (hear_late_answer(heard.text) == Took::yes) return;
  if (hear_courtesy(heard.text) == Took::yes) return;
  if (hear_auto_reply(heard.text) == Took::yes) return;
  if (hear_repair(heard.text) == Took::yes) return;
  if (hear_other_language(heard.text) == Took::yes) return;
  if (talk().open) return hear_answer(heard.text);
  hear_topic(heard.text);
}

}  // namespace kindbank::dialog
