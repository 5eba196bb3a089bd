#include "dialog/respond.h"

#include <algorithm>
#include <utility>

#include "dialog/sms.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

// What an answer says goes out as one text where it fits one; a crisis text stands alone.
void join_says(std::vector<Effect>& effects) {
  std::vector<Effect> joined;
  for (auto& effect : effects) {
    auto* next = std::get_if<Say>(&effect);
    auto* last = joined.empty() ? nullptr : std::get_if<Say>(&joined.back());
    if (next != nullptr && last != nullptr && last->question == 0 &&
        last->message_class == next->message_class && next->message_class != "crisis") {
      Message both = next->message;
      both.text = last->message.text + " " + next->message.text;
      if (!last->message.rich.empty() || !next->message.rich.empty())
        both.rich = rich_of(last->message).text + " " + rich_of(next->message).text;
      if (count_sms(without_dear_accents(numbered(both))).segments <= 1) {
        *last = Say{std::move(both), next->message_class, next->question, next->message_template};
        continue;
      }
    }
    joined.push_back(std::move(effect));
  }
  effects = std::move(joined);
}

}  // namespace

std::vector<Facts> Known::list(const std::string& name) const {
  if (const auto found = lists.find(name); found != lists.end()) return found->second;
  return look_up ? look_up(name) : std::vector<Facts>{};
}

void Talk::on(const Woke& woke) {
  if (!talk().open && woke.question == 0 && known_.texts == Known::Texts::on) {
    begun_ = Begun::by_the_bank;
    return resume();
  }
  if (!talk().open || talk().open->id != woke.question) return;
  if (known_.texts == Known::Texts::stopped) return talk().open.reset();  // without a word
  auto& question = *talk().open;
  question.wakes_at = std::nullopt;
  begun_ = Begun::by_the_bank;
  const auto* flow = flows_.version(question.flow, question.version);
  const auto* step = flow == nullptr ? nullptr : flow->find(question.step);
  if (step == nullptr) {
    const auto lost = *std::exchange(talk().open, std::nullopt);
    return broken(lost, "the step that was asked is gone");
  }
  const bool own = step->silence && (question.nudged == 0 || !step->silence->next.empty());
  if (own && step->silence->next.empty()) {
    question.nudged = 1;
    question.asked_at = now_;
    if (const auto after = silence_of(*flow, *step, 1)) question.wakes_at = now_ + *after;
    turn_.passed.push_back({flow->name, flow->hash, step->name, step->name, Branch::By::silence});
    say_question(question, *step, {});
    return;
  }
  if (!question.about.empty()) talk().closed = question;  // a late answer is still understood
  const auto target = own             ? step->silence->next
                      : flow->silence ? flow->silence->next
                                      : std::string(end_step);
  go(*std::exchange(talk().open, std::nullopt), *flow, *step,
     target.empty() ? end_step : std::string_view(target), Branch::By::silence);
}

void Talk::on(const Told& told) {
  if (!talk().acting) return;
  auto question = *std::exchange(talk().acting, std::nullopt);
  // Whoever joins is somebody from then on, and at a shared phone it may be somebody else.
  if (question.member == 0 || known_.phone == Known::Phone::shared) question.member = known_.member;
  if (question.message_class != "answer") begun_ = Begun::by_the_bank;  // and nobody answered yet
  if (known_.texts == Known::Texts::stopped) {  // nothing is asked again after it
    talk().open.reset();
    talk().waiting.clear();
  }
  for (const auto& about : told.closes) close(about);
  if (question.flow == which_flow) return hear_as_chosen(question);
  const auto* flow = flows_.version(question.flow, question.version);
  const auto* step = flow == nullptr ? nullptr : flow->find(question.step);
  if (step == nullptr || !step->call) return broken(question, "the step that acted is gone");
  for (const auto& [name, fact] : told.facts) {
    question.facts[name] = fact;
    question.facts.erase(name + ".label");
  }
  if (question.flow == language_flow)
    for (auto& waiting : talk().waiting) label_anew(waiting);
  if (step->call->changes) question.settled = question.trail.size();
  const auto route = step->call->then.find(told.outcome);
  if (!step->call->after_answer) {
    say_step(question, *step);
    if (route == step->call->then.end() && step->expect != Expect::none)
      return step->choices_from ? ask_from_list(std::move(question), *flow, *step)
                                : ask(std::move(question), *flow, *step);
  }
  const auto by = Branch::By::going_on;
  if (route != step->call->then.end())
    return go(std::move(question), *flow, *step, route->second, by, told.outcome);
  if (!step->call->then.empty())
    return broken(question, "the outcome '" + told.outcome + "' goes nowhere");
  go(std::move(question), *flow, *step, step->next, by, told.outcome);
}

void Talk::on(const Started& started) {
  if (known_.texts == Known::Texts::stopped) return;
  begun_ = Begun::by_the_bank;
  // Nobody is told that what they were not asked, or have answered, is settled; what concerns their
  // own job they are, and what takes the place of a question is asked.
  const auto closed = started.closes.empty() ? Closed::asked : close(started.closes);
  const bool settles = started.closes != started.about;
  if (closed != Closed::asked && settles && started.message_class == "invitation") return;
  talk().spoken_at = {};  // what comes now may be an answer of whom it is for
  auto question = new_question();
  question.facts = started.facts;
  question.about = started.about;
  question.message_class = started.message_class;
  question.flow = started.flow;
  const bool asks = asks_something(started.flow);
  if (talk().open && asks && started.interrupts == Started::Interrupts::waits) {
    talk().waiting.push_back(std::move(question));
    if (talk().waiting.size() > max_waiting) {
      auto lost = talk().waiting.back();
      talk().waiting.pop_back();
      broken(lost, "too many questions wait for one person");
    }
    return;
  }
  if (asks) set_open_aside();  // a text without a question leaves the open one as it stands
  begin(started.flow, std::move(question));
}

Turn Talk::finished() {
  if (begun_ == Begun::by_the_person) join_says(turn_.effects);
  for (const auto& effect : turn_.effects)
    if (const auto* said = std::get_if<Say>(&effect))
      talk().last_said =
          said->question != 0 ? Conversation::LastSaid::question : Conversation::LastSaid::notice;
  return std::move(turn_);
}

Turn respond(const Flows& flows, const Words& words, const Conversation& conversation,
             const Known& known, const Event& event, Time now) {
  Talk talk(flows, words, conversation, known, now);
  std::visit([&](const auto& happened) { talk.on(happened); }, event);
  return talk.finished();
}

std::string crisis_answer(const Words& words, const Crisis& crisis) {
  std::string all;
  for (const auto& one : words.crisis) {
    if (!crisis.sounds_like(one.letter)) continue;
    const auto& text = one.unread.empty() ? one.answer : one.unread;
    all += (all.empty() ? "" : " ") + fill_in(text, {{"promise", ""}}, {});
  }
  return all;
}

}  // namespace kindbank::dialog
