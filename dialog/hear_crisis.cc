// What is heard of somebody in a crisis, and of them from then on until they say that they are OK.
#include <algorithm>
#include <set>
#include <string>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/talk.h"
#include "dialog/understand.h"

namespace kindbank::dialog {
namespace {

constexpr Duration crisis_again = std::chrono::hours{1};
// Its answer asks nothing and gives nothing away: the talk goes on as if nothing had been said.
constexpr std::string_view red = "RED";
constexpr Duration crisis_listened = std::chrono::hours{24};

}  // namespace

const CrisisClass* Talk::crisis_class(std::string_view letter) const {
  const auto found = std::find_if(words_.crisis.begin(), words_.crisis.end(),
                                  [&](const auto& one) { return one.letter == letter; });
  return found == words_.crisis.end() ? nullptr : &*found;
}

// No more than is true: that somebody is told, or when somebody will be.
std::string Talk::promised() const {
  if (known_.on_call == Known::OnCall::someone) return reply("promise_now");
  if (known_.read_from.empty()) return reply("promise_none");
  return fill_in(reply("promise_later"), {{"when", known_.read_from}}, {});
}

// The full text at most once an hour for each class. The first class is answered every time; those
// behind it add what only they say, and promise nothing again.
void Talk::answer_crisis(const CrisisClass& heard, Place place) {
  auto& answered = talk().crisis_answered[heard.letter];
  const bool full = answered == Time{} || now_ - answered >= crisis_again;
  if (full) answered = now_;
  if (!full && place == Place::further) return;
  const bool someone = known_.on_call == Known::OnCall::someone;
  const auto promise = place == Place::further ? std::string{} : promised();
  const auto& text = !heard.unread.empty() && !someone ? heard.unread
                     : full                            ? heard.answer
                                                       : heard.again;
  say(fill_in(text, {{"promise", promise}}, known_.facts), "crisis");
}

// Who may be in danger is not asked to help: the bank asks others, and no OK brings the question
// back.
void Talk::close_invitations() {
  std::set<std::string> all;
  const auto add = [&](const Question& question) {
    if (question.about.starts_with("invitation ")) all.insert(question.about);
  };
  if (talk().open) add(*talk().open);
  for (const auto& waiting : talk().waiting) add(waiting);
  for (const auto& about : all) close(about);
}

// Whoever texts RED is not asked next whether they can still go.
void Talk::ask_to_go_no_more() {
  const auto asks_to_go = [](const Question& one) { return one.facts.contains("invitation"); };
  if (talk().open && asks_to_go(*talk().open)) talk().open.reset();
  std::erase_if(talk().waiting, asks_to_go);
  talk().closed.reset();
}

// What waits behind a question that was closed is not asked now, and not lost either: what was
// asked before stands open again without a word, until their OK or its silence; what was not is
// asked after their OK, or a day later.
void Talk::rest() {
  if (talk().open || talk().waiting.empty()) return;
  auto& next = talk().waiting.front();
  const auto* flow = flows_.version(next.flow, next.version);
  const auto* step = flow == nullptr ? nullptr : flow->find(next.step);
  const auto after =
      step == nullptr ? std::optional(crisis_listened) : silence_of(*flow, *step, next.nudged);
  if (after) next.wakes_at = now_ + *after;
  if (step == nullptr) return;
  talk().open = std::move(next);
  talk().waiting.erase(talk().waiting.begin());
}

Talk::Took Talk::hear_crisis(const Heard& heard) {
  if (!heard.gate.crisis) return Took::no;
  const auto& crisis = *heard.gate.crisis;
  const auto* first = crisis_class(crisis.letter);
  if (first == nullptr) return Took::no;
  answer_crisis(*first, Place::first);
  for (const auto& letter : crisis.also)
    if (const auto* further = crisis_class(letter)) answer_crisis(*further, Place::further);
  turn_.effects.emplace_back(Alert{Alert::Kind::crisis, crisis.letter, crisis.rule, crisis.also});
  turn_.effects.emplace_back(Forget{});  // the incident keeps the words, under its own rules
  close_invitations();
  if (crisis.letter == red) {
    ask_to_go_no_more();
  } else {
    talk().after_crisis = AfterCrisis{crisis.letter, now_};
  }
  if (crisis.sounds_like("D")) {  // a child does not join, and what it told us is not kept
    const auto joining = [](const Question& question) { return question.flow == join_flow; };
    if (talk().open && joining(*talk().open)) talk().open.reset();
    std::erase_if(talk().waiting, joining);
  }
  rest();
  return Took::yes;
}

// It is added to the incident, and the desk is told again.
void Talk::hear_more_of_crisis(const CrisisClass& crisis) {
  talk().after_crisis->at = now_;
  answer_crisis(crisis, Place::first);
  turn_.effects.emplace_back(Alert{Alert::Kind::crisis, crisis.letter, "said after a crisis", {}});
  turn_.effects.emplace_back(Forget{});
}

// A line that helps with what was said, at most once an hour for each; the text is then answered as
// any other.
void Talk::say_signpost(std::string_view letter) {
  const auto found = std::find_if(words_.signposts.begin(), words_.signposts.end(),
                                  [&](const auto& one) { return one.letter == letter; });
  if (found == words_.signposts.end()) return;
  auto& answered = talk().crisis_answered[found->letter];
  if (answered != Time{} && now_ - answered < crisis_again) return;
  answered = now_;
  say(fill_in(found->answer, {}, known_.facts), "answer");
}

// Of the open question, in all of its words: "i will do it today" chooses nothing.
bool Talk::names_a_choice(const std::string& text) {
  const auto* step = open_step();
  if (step == nullptr || step->expect != Expect::choice) return false;
  const auto named = [&](const std::vector<Choice>& choices) {
    return std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
      return is_plainly(choice.key, text) || is_plainly(choice.label, text);
    });
  };
  return named(choices_of(*talk().open, *step, Labels::written)) ||
         (language_ != nullptr && named(choices_of(*talk().open, *step, Labels::shown)));
}

// Words that leave no doubt what is wanted: of the open question, or of what we do.
bool Talk::is_plain_wish(const std::string& text) {
  if (names_a_choice(plain(text))) return true;
  const auto start = start_of(text);
  if (!start) return false;
  return known_.role == Known::Role::coordinator || !start->slots.empty() ||
         words_of(text).size() == 1;  // "i need help" is no wish for shopping now
}

// Only an OK says that all is well. YES, NO and numbers may answer what we wrote of the danger, so
// none of them reaches the question from before, which is asked again; what else is said so soon is
// more of the crisis.
Talk::Took Talk::hear_after_crisis(const Heard& heard) {
  if (!talk().after_crisis) return Took::no;
  const auto since = now_ - talk().after_crisis->at;
  const auto* crisis = crisis_class(talk().after_crisis->letter);
  if (crisis == nullptr || since > crisis_listened || !heard.pressed.empty()) {
    talk().after_crisis.reset();
    return Took::no;
  }
  if (!heard.gate.standing.empty()) return Took::no;
  const bool stopped = known_.texts == Known::Texts::stopped;
  const auto text = plain(heard.text);
  if (contains(words_.im_ok, text)) {
    talk().after_crisis.reset();
    if (stopped) return Took::yes;
    if (talk().open) {
      ask_again(reply("back_on"));
    } else if (!talk().waiting.empty()) {
      say_reply("back_on");
      resume();
    } else {
      say_reply("nothing_to_do");
    }
    return Took::yes;
  }
  const bool no = !all_digits(text) && is_short_no(hearing(), heard.text);
  if (is_short(heard.text) && !no && talk().open) {
    if (stopped) return Took::no;
    ask_again({});
    return Took::yes;
  }
  if (!is_short(heard.text)) {
    if (contains(words_.answers.courtesies, text)) return Took::yes;
    if (since > crisis_again || is_plain_wish(heard.text)) {
      talk().after_crisis.reset();
      return Took::no;
    }
  }
  hear_more_of_crisis(*crisis);
  return Took::yes;
}

}  // namespace kindbank::dialog
