// kindbank explain: how the bot reads a text.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>

#include "bot/clock.h"
#include "bot/command.h"
#include "bot/commands.h"
#include "bot/explain.h"
#include "dialog/utf8.h"

namespace kindbank::bot {
namespace {

constexpr std::string_view each_line = "-";  // the texts stand on standard input, one a line

std::string known_kinds() {
  std::string all(need_kind);
  for (const auto& name : dialog::expect_names()) all += ", " + name;
  return all;
}

bool is_spoken(const House& house, const std::string& language) {
  const auto& spoken = house.settings.bank.languages;
  return house.library.words.measures.contains(language) ||
         std::find(spoken.begin(), spoken.end(), language) != spoken.end() ||
         house.library.flows.language(language) != nullptr;
}

int explain_one(const House& house, const ToExplain& text) {
  const auto explained = explain(house.library, text);
  if (!explained) return refuse(explained.error().message, exit_unusable);
  std::printf("%s\n", write_explained(*explained).c_str());
  return exit_done;
}

}  // namespace

int explain_text(const HouseInput& input, const ExplainOptions& options) {
  const auto house = read_house(input);
  if (house.has_errors()) return refuse_findings(house.findings);
  ToExplain text{repair_utf8(options.text).text,
                 {},
                 options.expect == need_kind ? ToExplain::As::need : ToExplain::As::answer,
                 options.flow,
                 options.step,
                 options.language,
                 Clock().now()};
  if (options.flow.empty() != options.step.empty())
    return refuse("--flow and --step go together", exit_unusable);
  if (!options.expect.empty() && text.as == ToExplain::As::answer) {
    text.expect = dialog::read_expect(options.expect);
    if (!text.expect)
      return refuse("nothing is read as '" + options.expect + "'; there is " + known_kinds(),
                    exit_unusable);
  }
  if (!options.now.empty()) {
    const auto local = read_local_time(options.now);
    if (!local)
      return refuse("--now is written like 2026-11-24T10:00, not '" + options.now + "'",
                    exit_unusable);
    text.now = house.library.town.zone.to_utc(*local);
  }
  if (!is_spoken(house, options.language))
    return refuse("'" + options.language + "' is none of the languages that are read",
                  exit_unusable);
  if (options.text != each_line) return explain_one(house, text);
  int worst = exit_done;
  for (std::string line; std::getline(std::cin, line);) {
    text.text = repair_utf8(line).text;
    worst = std::max(worst, explain_one(house, text));
  }
  return worst;
}

}  // namespace kindbank::bot
