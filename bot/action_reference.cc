#include "bot/action_reference.h"

#include <algorithm>
#include <vector>

#include "bank/actions.h"

namespace kindbank::bot {
namespace {

std::string in_code(const std::vector<std::string>& names, const char* none) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "`" : ", `") + name + "`";
  return all.empty() ? none : all;
}

// A step that does it, with a step for each outcome; what is made of an answer asks first.
std::string example_of(const bank::Action& action) {
  const auto& takes = action.arguments;
  const bool asks = std::find(takes.begin(), takes.end(), "answer") != takes.end();
  std::string step =
      asks ? "act: {ask: \"Is it so? Reply YES or NO.\", expect: yes_no, keep: false, " : "act: {";
  step +=
      "do: " + std::string(action.name) + (asks ? ", with: {answer: answer}" : "") + ", then: {";
  for (const auto& outcome : action.outcomes)
    step += (&outcome == &action.outcomes.front() ? "" : ", ") + std::string(outcome.name) + ": " +
            std::string(outcome.name);
  return "\n```yaml\n" + step + "}}\n```\n";
}

std::string say_action(const bank::Action& action) {
  std::string page = "\n### " + std::string(action.name) + "\n\n" + std::string(action.does) +
                     "\n\n- takes " + in_code(action.arguments, "nothing") + "\n";
  if (!action.optional.empty())
    page += "- takes " + in_code(action.optional, "") + " where they are set\n";
  for (const auto& outcome : action.outcomes) {
    page += "- comes out `" + std::string(outcome.name) + "`: " + std::string(outcome.means);
    if (!outcome.facts.empty()) page += " Sets " + in_code(outcome.facts, "") + ".";
    if (outcome.desk_minutes > 0)
      page +=
          " Of a coordinator it counts as " + std::to_string(outcome.desk_minutes) + " minutes.";
    page += "\n";
  }
  std::vector<std::string> events(action.notifies.begin(), action.notifies.end());
  if (!events.empty()) page += "- tells others: " + in_code(events, "") + "\n";
  return page + example_of(action);
}

}  // namespace

std::string action_reference() {
  std::string page =
      "# What flows can do\n\n"
      "Made by `kindbank check --actions`; change the tables in `bank/actions.cc`, not this page. "
      "How they\n"
      "are written is in [flows.md](flows.md). The step below each action has a step for each "
      "outcome; a test "
      "loads it.\n"
      "\n## Actions, for `do`\n";
  for (const auto& action : bank::actions()) page += say_action(action);
  page += "\n## What the bank begins a flow with, for `starts_on: {bank: ...}`\n\n";
  for (const auto& event : bank::bank_events())
    page += "- `" + std::string(event.name) + "` " + std::string(event.hears) + " Hands in " +
            in_code(event.facts, "nothing") + ".\n";
  page += "\n## Lists, for `choices_from`\n\n";
  for (const auto& list : bank::bank_lists())
    page += "- `" + std::string(list.name) + "` " + std::string(list.holds) + " An entry has " +
            in_code(list.facts, "nothing") + ".\n";
  page += "\n## What every talk knows\n\n";
  for (const auto& fact : bank::bank_facts())
    page += "- `{" + std::string(fact.name) + "}` " + std::string(fact.means) + "\n";
  return page;
}

}  // namespace kindbank::bot
