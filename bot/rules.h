// Every kind of finding that `check` knows, by its code: the one table behind docs/check.md and the
// rules of SARIF. A code is stable, so that scripts and people can go by it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::bot {

struct Rule {
  std::string_view code;
  enum class Level { error, warning, either } level = Level::error;
  std::string_view wrong;  // what is wrong, in one sentence
  std::string_view cure;   // why it matters and what to do
};

// What they are about, in the order of the reference.
struct RuleGroup {
  std::string_view title;
  std::vector<Rule> rules;
};

std::vector<RuleGroup> rules_of_flows();
std::vector<RuleGroup> rules_of_town();
const std::vector<RuleGroup>& rule_groups();  // both

// nullptr for a code that is no rule.
const Rule* find_rule(std::string_view code);

// docs/check.md.
std::string rule_reference();

}  // namespace kindbank::bot
