// kindbank check: everything that is wrong with flows, words, areas, categories and settings.
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "bot/action_reference.h"
#include "bot/check.h"
#include "bot/command.h"
#include "bot/command_counter.h"
#include "bot/command_work.h"
#include "bot/commands.h"
#include "bot/flow_keys.h"
#include "bot/flow_schema.h"
#include "bot/language_schema.h"
#include "bot/live.h"
#include "bot/rules.h"
#include "dialog/json.h"

namespace kindbank::bot {
namespace {

using dialog::Finding;

std::size_t count(const std::vector<Finding>& findings, Finding::Level level) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [&](const Finding& finding) { return finding.level == level; }));
}

bool is_error(const Finding& finding) { return finding.level == Finding::Level::error; }

std::string counted(std::size_t number, const std::string& thing) {
  return std::to_string(number) + " " + thing + (number == 1 ? "" : "s");
}

void print_text(const std::vector<Finding>& findings) {
  for (const auto& finding : findings) std::printf("%s\n", dialog::say(finding).c_str());
  std::printf("%s, %s\n", counted(count(findings, Finding::Level::error), "error").c_str(),
              counted(count(findings, Finding::Level::warning), "warning").c_str());
}

void print_json(const std::vector<Finding>& findings) {
  auto list = nlohmann::json::array();
  for (const auto& one : findings)
    list.push_back({{"level", one.level == Finding::Level::error ? "error" : "warning"},
                    {"file", one.place.file},
                    {"line", one.place.line},
                    {"column", one.place.column},
                    {"code", one.code},
                    {"message", one.message},
                    {"hint", one.hint}});
  const nlohmann::json whole = {{"findings", std::move(list)},
                                {"errors", count(findings, Finding::Level::error)},
                                {"warnings", count(findings, Finding::Level::warning)}};
  std::printf("%s\n", write_json(whole).c_str());
}

void print(const std::vector<Finding>& findings, const std::string& format) {
  if (format == "sarif") {
    std::printf("%s\n", sarif_of(findings).c_str());
  } else if (format == "json") {
    print_json(findings);
  } else {
    print_text(findings);
  }
}

// Where a server runs it is the server that moves, once it serves what was checked here.
CommandAnswer move_everybody(const HouseInput& input, const Settings& settings) {
  Counter counter(input, settings,
                  {Counter::Needs::Library::whole, Counter::Needs::Missing::refuse, "stop it first",
                   Counter::Needs::Stranded::take});
  return counter.ask({move_talks, {}});
}

// What is printed for people, where the findings are for programs.
void print_moves(const CommandAnswer& moved, const std::string& format) {
  std::fputs(moved.out.c_str(), format == "text" ? stdout : stderr);
}

Result<std::vector<Finding>> live_findings(const House& house,
                                           const std::vector<std::string>& paths) {
  const auto library = library_of(house.settings, house.library, paths);
  if (!library) return tl::make_unexpected(library.error());
  const auto database = open_to_read(house.settings);
  if (!database) return tl::make_unexpected(database.error());
  return check_against_live(**database, *library, house.settings.flows.string(), Clock().now());
}

std::string page_of(CheckOptions::Print print) {
  switch (print) {
    case CheckOptions::Print::reference:
      return rule_reference();
    case CheckOptions::Print::actions:
      return action_reference();
    case CheckOptions::Print::keys:
      return key_reference();
    case CheckOptions::Print::schema:
      return flow_schema();
    case CheckOptions::Print::language_schema:
      return language_schema();
    case CheckOptions::Print::findings:
      break;
  }
  return {};
}

}  // namespace

int check(const HouseInput& input, const CheckOptions& options) {
  if (options.print != CheckOptions::Print::findings) {
    std::fputs(page_of(options.print).c_str(), stdout);
    return exit_done;
  }
  if (options.live == CheckOptions::Live::move && !options.paths.empty())
    return refuse("--move-all moves people to the flows of the settings: leave the path out",
                  exit_unusable);
  auto settings = read_house_settings(input);
  auto findings = settings.findings;
  if (!has_error(findings)) {
    auto house = read_house(input);
    findings = std::move(house.findings);
    const auto& start = house.settings.clock_start;
    const auto now = start ? house.library.town.zone.to_utc(*start) : Clock().now();
    for (const auto& more : {check_reviews(house.settings, house.library),
                             check_holidays(house.settings, house.library, now)})
      findings.insert(findings.end(), more.begin(), more.end());
    if (const auto channels = make_channels(house.settings)) {
      const auto more = check_channels(*channels, house.library);
      findings.insert(findings.end(), more.begin(), more.end());
    }
    if (!options.paths.empty()) {
      auto checked = check_paths(house.settings, house.library, options.paths);
      if (!checked) return refuse(checked.error().message, exit_unusable);
      findings = std::move(*checked);
    }
  }
  const bool nobody_moved = has_error(findings);
  if (options.live != CheckOptions::Live::no && !nobody_moved) {
    if (options.live == CheckOptions::Live::move) {
      const auto moved = move_everybody(input, settings.settings);
      if (moved.exit != exit_done) return show(moved);
      print_moves(moved, options.format);
    }
    const auto live = live_findings(read_house(input), options.paths);
    if (!live) return refuse(live.error().message);
    findings.insert(findings.end(), live->begin(), live->end());
  }
  if (options.live == CheckOptions::Live::move && nobody_moved)
    std::fputs("kindbank: nobody was moved, since what is wrong here must be mended first\n",
               stderr);
  for (auto& finding : findings)  // what is wrong with the whole stands at its beginning
    if (finding.place.file.empty()) finding.place = {settings.settings.flows.string(), 1, 1};
  std::stable_partition(findings.begin(), findings.end(), is_error);
  print(findings, options.format);
  if (has_error(findings)) return exit_unusable;
  const bool warned = count(findings, Finding::Level::warning) > 0;
  return warned && options.strict == CheckOptions::Strict::yes ? exit_failed : exit_done;
}

}  // namespace kindbank::bot
