#include "tests/bot/near_lines.h"

#include <algorithm>

#include "bank/actions.h"
#include "dialog/draft.h"

namespace kindbank::bot {
namespace {

using dialog::Flow;
using dialog::Step;
using Names = std::set<std::string>;

void add(Names& names, std::string_view name) {
  if (!name.empty()) names.insert(std::string(name));
}

Names targets_of(const Flow& flow, const Step& step) {
  Names targets;
  add(targets, step.next.empty() ? flow.after(step) : step.next);
  for (const auto& choice : step.choices) add(targets, choice.next);
  if (step.choices_from) add(targets, step.choices_from->none);
  if (step.silence) add(targets, step.silence->next);
  if (step.call)
    for (const auto& [outcome, target] : step.call->then) add(targets, target);
  return targets;
}

Names set_by(const Step& step) {
  Names facts;
  add(facts, step.save);
  add(facts, step.day);
  if (step.choices_from) add(facts, step.choices_from->save);
  if (step.call)
    for (const auto& outcome : bank::find_action(step.call->action)->outcomes)
      facts.insert(outcome.facts.begin(), outcome.facts.end());
  return facts;
}

bool uses(const Step& step, const Names& facts) {
  Names used;
  for (const auto& [part, text] : dialog::texts_of(step)) {
    const auto named = dialog::facts_in(text);
    used.insert(named->begin(), named->end());
  }
  if (step.call)
    for (const auto& [argument, fact] : step.call->with) used.insert(fact);
  return std::any_of(used.begin(), used.end(),
                     [&](const auto& fact) { return facts.contains(fact); });
}

class Near {
 public:
  Near(const Flow& before, const Edit& edit) : flow_(before), edit_(edit) {}

  std::set<int> lines() {
    for (int line = edit_.first - 1; line <= edit_.last + 1; ++line) lines_.insert(line);
    Names facts{edit_.name};
    if (const auto* step = flow_.find(edit_.step)) {
      add_around(*step, facts);
    } else {
      add_head(facts);
    }
    for (const auto& step : flow_.steps)
      if (uses(step, facts)) add_step(step);
    return std::move(lines_);
  }

 private:
  // What a whole flow lacks is said at its name.
  void add_around(const Step& edited, Names& facts) {
    if (edit_.of == Edit::Of::deletion || edit_.of == Edit::Of::target) add_line(flow_.place.line);
    if (flow_.silence && flow_.silence->next == edited.name)  // which stands above the steps
      for (int line = 1; line < flow_.steps.front().place.line; ++line) add_line(line);
    auto beside = targets_of(flow_, edited);
    beside.insert({edited.name, edit_.name});
    for (const auto& step : flow_.steps) {
      const bool leads_here = targets_of(flow_, step).contains(edited.name);
      if (beside.contains(step.name) || leads_here) add_step(step);
      if (beside.contains(step.name)) facts.merge(set_by(step));
    }
  }
  void add_head(Names& facts) {
    for (const auto& [what, place] : flow_.places) add_line(place.line);
    facts.insert(flow_.facts.begin(), flow_.facts.end());
    add_line(flow_.place.line);
    add_step(flow_.steps.front());
    const bool of_silence = flow_.silence && (edit_.key == "silence" || edit_.key == "next");
    for (const auto& step : flow_.steps)
      if (of_silence &&
          (dialog::asks(step) || step.name == flow_.silence->next || step.name == edit_.name))
        add_step(step);
  }

  void add_step(const Step& step) {
    const auto next = std::find_if(flow_.steps.begin(), flow_.steps.end(), [&](const Step& other) {
      return other.place.line > step.place.line;
    });
    const int end = next == flow_.steps.end() ? step.place.line + longest_step : next->place.line;
    for (int line = step.place.line; line < std::max(end, step.place.line + 1); ++line)
      add_line(line);
  }
  void add_line(int before) {
    if (before < edit_.first) lines_.insert(before);
    if (before >= edit_.first && before + edit_.moved >= edit_.first)
      lines_.insert(before + edit_.moved);
  }

  static constexpr int longest_step = 30;

  const Flow& flow_;
  const Edit& edit_;
  std::set<int> lines_;
};

}  // namespace

std::set<int> lines_near(const Flow& before, const Edit& edit) {
  return Near{before, edit}.lines();
}

}  // namespace kindbank::bot
