#include "dialog/talk.h"

#include <algorithm>
#include <utility>

#include "dialog/bank_words.h"
#include "dialog/comes_between.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

constexpr int max_steps_a_turn = 50;  // of one turn without a question
constexpr std::string_view flow_jump = "flow:";

}  // namespace

Question Talk::new_question() const {
  Question question;
  question.member = known_.member;
  return question;
}

void Talk::act(Question question, const Step& step, const std::string& answer) {
  Do action{step.call->action, {}};
  for (const auto& [argument, fact] : step.call->with) {
    if (fact == "answer") {
      action.arguments[argument] = answer;
    } else if (const auto found = question.facts.find(fact); found != question.facts.end()) {
      action.arguments[argument] = found->second;
    } else if (const auto known = known_.facts.find(fact); known != known_.facts.end()) {
      action.arguments[argument] = known->second;
    }
  }
  turn_.effects.emplace_back(std::move(action));
  talk().acting = std::move(question);
}

void Talk::enter(Question question, std::string name) {
  const auto* flow = flows_.version(question.flow, question.version);
  const auto* step = flow == nullptr ? nullptr : flow->find(name);
  if (step == nullptr) return broken(question, "there is no step '" + name + "'");
  if (++steps_ > max_steps_a_turn)
    return broken(question, "the flow goes round without a question");
  question.step = std::move(name);
  if (step->call && !step->call->after_answer) return act(std::move(question), *step, {});
  say_step(question, *step);
  if (step->choices_from) return ask_from_list(std::move(question), *flow, *step);
  if (step->expect != Expect::none) {
    if (const auto answer = take_said(question, *step))
      return take_answer(std::move(question), *flow, *step, *answer);
    return ask(std::move(question), *flow, *step);
  }
  go(std::move(question), *flow, *step, step->next);
}

void Talk::go(Question question, const Flow& flow, const Step& from, std::string_view target,
              Branch::By by, std::string_view taken_by) {
  if (target.empty()) target = flow.after(from);
  turn_.passed.push_back(
      {flow.name, flow.hash, from.name, std::string(target), by, std::string(taken_by)});
  if (target == end_step) return resume();
  if (target.starts_with(flow_jump)) return go_over(question, target.substr(flow_jump.size()));
  const bool asked = from.choices_from ? !question.listed.empty() : from.expect != Expect::none;
  if (asked) question.trail.push_back(from.name);
  if (from.call && from.call->changes) question.settled = question.trail.size();
  question.listed.clear();
  take_back(question, flow, target);
  enter(std::move(question), std::string(target));
}

// Another flow takes the talk over: it is handed the facts that it takes, and which job it is
// about; its end is the end of the talk.
void Talk::go_over(const Question& question, std::string_view name) {
  auto next = new_question();
  next.message_class = question.message_class;
  next.about = question.about;
  next.said = question.said;
  std::erase_if(next.said, [](const auto& one) { return one.first.starts_with(of_step); });
  const auto* asks = flows_.for_said(need_said);
  if (asks != nullptr && asks->name == name && next.said.erase(std::string(of_other_said)) > 0)
    if (const auto* other = flows_.for_said(need_of_other_said)) name = other->name;
  if (const auto* flow = flows_.current(name)) {
    for (const auto& [fact, value] : question.facts) {
      const auto of = std::string_view(fact).substr(0, fact.find('.'));  // "category.label"
      if (flow->takes(of) || of == "code") next.facts.emplace(fact, value);
    }
    take_own_words(next, *flow);
  }
  if (next.facts.empty() && next.about.empty() && go_on_with(name)) return;
  // What was asked of the same job before is not come back to after it.
  std::erase_if(talk().waiting, [&](const Question& one) {
    return one.flow == name && one.about.empty() && one.facts == next.facts;
  });
  begin(name, std::move(next));
}

// A step that was asked before is asked anew ("Change it"): what it and those after it had saved is
// taken back, so that no answer of the way not taken stays behind.
void Talk::take_back(Question& question, const Flow& flow, std::string_view target) {
  auto& trail = question.trail;
  const auto again = std::find(trail.begin(), trail.end(), target);
  const auto saves = [&](const std::string& name, const std::string& fact) {
    const auto* step = flow.find(name);
    return step != nullptr && step->save == fact;
  };
  if (again != trail.end())
    std::erase_if(question.said, [](const auto& one) { return one.first.starts_with(of_step); });
  for (auto undone = again; undone != trail.end(); ++undone) {
    const auto* step = flow.find(*undone);
    if (step == nullptr) continue;
    question.said.erase(said_as(*step));
    if (step->choices_from) question.facts.erase(step->choices_from->save);
    if (!step->day.empty()) question.facts.erase(step->day);
    if (step->save.empty()) continue;
    if (std::any_of(trail.begin(), again,
                    [&](const auto& name) { return saves(name, step->save); }))
      continue;
    question.facts.erase(step->save);
    question.facts.erase(step->save + ".label");
  }
  trail.erase(again, trail.end());
  question.settled = std::min(question.settled, trail.size());
}

void Talk::begin(std::string_view name, Question question) {
  const auto* flow = flows_.current(name);
  question.flow = name;
  if (flow == nullptr || flow->steps.empty()) return broken(question, "there is no such flow");
  question.version = flow->hash;
  enter(std::move(question), flow->steps.front().name);
}

// The next waiting question, once a talk is over: a new one begins, an interrupted one is asked
// again.
void Talk::resume() {
  if (talk().open || talk().waiting.empty()) return;
  auto& first = talk().waiting.front();
  if (known_.phone == Known::Phone::shared && first.member != known_.member) {
    first.wakes_at = now_;  // it is somebody else's, and has a turn of its own
    return;
  }
  auto next = std::move(first);
  talk().waiting.erase(talk().waiting.begin());
  if (next.step.empty()) {
    auto flow = next.flow;
    return begin(flow, std::move(next));
  }
  talk().open = std::move(next);
  ask_again({});
}

bool Talk::asks_something(std::string_view name) const {
  const auto* flow = flows_.current(name);
  return flow != nullptr &&
         std::any_of(flow->steps.begin(), flow->steps.end(),
                     [](const Step& step) { return step.expect != Expect::none; });
}

bool Talk::is_menu(const Question& question) const {
  const auto* flow = flows_.version(question.flow, question.version);
  const auto* step = flow == nullptr ? nullptr : flow->find(question.step);
  return step != nullptr && dialog::is_menu(*step);
}

void Talk::set_open_aside() {
  if (!talk().open) return;
  auto aside = *std::exchange(talk().open, std::nullopt);
  if (is_menu(aside)) return;  // it is left, and not asked again
  // Of what the person began, only the last is come back to; what the bank asks is never dropped
  // so.
  if (aside.about.empty())
    std::erase_if(talk().waiting,
                  [](const Question& one) { return one.about.empty() && !one.step.empty(); });
  aside.wakes_at = std::nullopt;
  talk().waiting.insert(talk().waiting.begin(), std::move(aside));
  if (talk().waiting.size() > max_waiting) talk().waiting.pop_back();
}

// "job K4T7": all that is asked of it, and no late answer to that is waited for.
Talk::Closed Talk::close(const std::string& about) {
  auto closed = Closed::nothing;
  const auto is_it = [&](const Question& question) {
    const auto code = question.facts.find("code");
    return question.about == about || (question.about.empty() && code != question.facts.end() &&
                                       plain(about) == plain("job " + code->second));
  };
  const auto take = [&](Question& question) {
    if (question.step.empty()) {
      closed = std::max(closed, Closed::unasked);
    } else {
      closed = Closed::asked;
      if (question.about == about) talk().closed = std::move(question);
    }
  };
  if (talk().open && is_it(*talk().open)) {
    take(*talk().open);
    talk().open.reset();
  }
  std::erase_if(talk().waiting, [&](Question& waiting) {
    if (!is_it(waiting)) return false;
    take(waiting);
    return true;
  });
  return closed;
}

// A broken flow ends in an apology, a hand-over to a person and an Alert; never in silence.
void Talk::broken(const Question& question, const std::string& why) {
  turn_.effects.emplace_back(
      Alert{Alert::Kind::broken_flow, {}, question.flow + "/" + question.step + ": " + why});
  say_reply("apology");
  talk().acting.reset();
  if (!talk().open) {
    std::erase_if(talk().waiting, [&](const Question& waiting) {
      return waiting.flow == question.flow && waiting.version == question.version;
    });
    resume();
  }
}

// Whoever begins anew what they had begun goes on where they were: no answer of theirs is lost.
bool Talk::go_on_with(std::string_view flow) {
  const auto begun = [&](const Question& one) {
    return one.flow == flow && one.about.empty() && !one.way_back().empty();
  };
  if (!talk().open || !begun(*talk().open)) {
    auto& waiting = talk().waiting;
    const auto found = std::find_if(waiting.begin(), waiting.end(), begun);
    if (found == waiting.end()) return false;
    auto parked = std::move(*found);
    waiting.erase(found);
    set_open_aside();
    talk().open = std::move(parked);
  }
  ask_again(reply("go_on"));
  return true;
}

// A flow that a word of the person's begins; what was open is asked again after it. A menu stays
// open behind a mere answer, without being said once more.
void Talk::begin_word(std::string_view flow, Facts facts, Facts said) {
  if (facts.empty() && said.empty() && go_on_with(flow)) return;
  if (facts.contains(std::string(words_slot))) turn_.effects.emplace_back(Forget{});
  const auto same = [&](const Question& one) { return one.flow == flow && one.about.empty(); };
  if (talk().open && same(*talk().open)) talk().open.reset();
  std::erase_if(talk().waiting, same);
  if (talk().open && (asks_something(flow) || !is_menu(*talk().open))) set_open_aside();
  auto question = new_question();
  question.facts = std::move(facts);
  question.said = std::move(said);
  begin(flow, std::move(question));
}

}  // namespace kindbank::dialog
