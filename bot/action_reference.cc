#include "bot/action_reference.h"

#include <vector>

#include "bank/actions.h"

namespace kindbank::bot {
namespace {

std::string in_code(const std::vector<std::string>& names, const char* none) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "`" : ", `") + name + "`";
  return all.empty() ? none : all;
}

std::string say_action(const bank::Action& action) {
  std::string page = "\n### " + std::string(action.name) + "\n\n" + std::string(action.does) +
                     "\n\n- takes " + in_code(action.arguments, "nothing") + "\n";
  if (!action.optional.empty())
    page += "- takes " + in_code(action.optional, "") + " where they are set\n";
  for (const auto& outcome : action.outcomes) {
    page += "- comes out `" + std::string(outcome.name) + "`: " + std::string(outcome.means);
    if (!outcome.facts.empty()) page += " Sets " + in_code(outcome.facts, "") + ".";
    page += "\n";
  }
  std::vector<std::string> events(action.notifies.begin(), action.notifies.end());
  if (!events.empty()) page += "- tells others: " + in_code(events, "") + "\n";
  return page;
}

}  // namespace

std::string action_reference() {
  std::string page =
      "# What flows can do\n\n"
      "Made by `kindbank check --actions`; change the tables in `bank/actions.cc`, not this page. "
      "How they\n"
      "are written is in [flows.md](flows.md).\n"
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
