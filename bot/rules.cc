#include "bot/rules.h"

#include <algorithm>

namespace kindbank::bot {
namespace {

std::string_view say(Rule::Level level) {
  switch (level) {
    case Rule::Level::error:
      return "error";
    case Rule::Level::warning:
      return "warning";
    case Rule::Level::either:
      return "error or warning";
  }
  return "";
}

std::vector<RuleGroup> all_groups() {
  auto all = rules_of_flows();
  for (auto& group : rules_of_town()) all.push_back(std::move(group));
  return all;
}

}  // namespace

const std::vector<RuleGroup>& rule_groups() {
  static const std::vector<RuleGroup> groups = all_groups();
  return groups;
}

const Rule* find_rule(std::string_view code) {
  for (const RuleGroup& group : rule_groups()) {
    const auto found = std::find_if(group.rules.begin(), group.rules.end(),
                                    [code](const Rule& rule) { return rule.code == code; });
    if (found != group.rules.end()) return &*found;
  }
  return nullptr;
}

std::string rule_reference() {
  std::string page =
      "# What `kindbank check` finds\n\n"
      "Made by `kindbank check --reference`; change the tables in `bot/rule_table*.cc`, not "
      "this page.\n"
      "\n"
      "A finding is printed as `file:line:column: code: what is wrong` and a hint. An error keeps "
      "the\n"
      "service from starting; a warning is something that serves people badly, and counts under\n"
      "`--strict`.\n";
  for (const RuleGroup& group : rule_groups()) {
    page += "\n## " + std::string{group.title} + "\n";
    for (const Rule& rule : group.rules) {
      page += "\n### " + std::string{rule.code} + "\n\n" + std::string{rule.wrong} + " " +
              std::string{rule.cure} + " (" + std::string{say(rule.level)} + ")\n";
    }
  }
  return page;
}

}  // namespace kindbank::bot
