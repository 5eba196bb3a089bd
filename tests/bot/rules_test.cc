// The table of findings is whole: whatever is found has a row, and whatever has a row can be found.
#include "bot/rules.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "bot/action_reference.h"
#include "bot/flow_keys.h"
#include "bot/flow_schema.h"
#include "bot/language_schema.h"

using namespace kindbank::bot;
namespace fs = std::filesystem;

namespace {

const fs::path checkout = KINDBANK_SOURCE_DIR;

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> all_in(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    found.insert((*at)[1].str());
  return found;
}

std::set<std::string> codes_of_table() {
  std::set<std::string> codes;
  for (const auto& group : rule_groups())
    for (const auto& rule : group.rules) codes.emplace(rule.code);
  return codes;
}

// What the sources that find things name: every "word-word" in them is a code.
std::set<std::string> codes_of_sources() {
  const std::regex code("\"([a-z]+(?:-[a-z0-9]+)+)\"");
  const std::regex source_of_findings(
      "(load.*|draft|yaml.*|words|phrases?|language.*|check|library|town_files|settings.*|house|"
      "town|crisis_"
      "list|categories|live|kept_flows|holidays_file)\\.cc");
  std::set<std::string> codes;
  for (const auto* folder : {"dialog", "bot", "bank"})
    for (const auto& entry : fs::directory_iterator(checkout / folder))
      if (std::regex_match(entry.path().filename().string(), source_of_findings))
        codes.merge(all_in(contents(entry.path()), code));
  return codes;
}

// The first line of every broken file or recipe says what is found, and its own test that this is
// true.
std::set<std::string> codes_of_fixtures() {
  const std::regex in_header("[0-9A-Z_] ([a-z_]+(?:-[a-z0-9_]+)*)(?=,|$)");
  std::set<std::string> codes;
  for (const auto* folder : {"dialog/broken", "dialog/broken_crisis", "dialog/broken_languages",
                             "dialog/broken_translations", "bot/broken"})
    for (const auto& entry : fs::recursive_directory_iterator(checkout / "tests" / folder)) {
      const auto text = entry.is_regular_file() ? contents(entry.path()) : std::string{};
      codes.merge(all_in(text.substr(0, text.find('\n')), in_header));
    }
  return codes;
}

std::set<std::string> without(const std::set<std::string>& all, const std::set<std::string>& some) {
  std::set<std::string> rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(),
                      std::inserter(rest, rest.end()));
  return rest;
}

}  // namespace

TEST_CASE("every code that is found has its row, once") {
  std::size_t rows = 0;
  for (const auto& group : rule_groups()) rows += group.rules.size();
  const auto codes = codes_of_table();
  CHECK(codes.size() == rows);
  CHECK(without(codes_of_sources(), codes) == std::set<std::string>{});
  for (const auto& code : codes) {
    CAPTURE(code);
    CHECK(find_rule(code)->wrong.ends_with('.'));
    CHECK(find_rule(code)->cure.ends_with('.'));
  }
  CHECK(find_rule("no-such-code") == nullptr);
}

TEST_CASE("every row has a broken file, or a recipe, of its own") {
  CHECK(without(codes_of_table(), codes_of_fixtures()) == std::set<std::string>{});
}

TEST_CASE("the pages that are made are what the program prints") {
  CHECK(contents(checkout / "docs/check.md") == rule_reference());
  CHECK(contents(checkout / "docs/actions.md") == action_reference());
  CHECK(contents(checkout / "docs/keys.md") == key_reference());
  CHECK(contents(checkout / "docs/flow.schema.json") == flow_schema());
  CHECK(contents(checkout / "docs/language.schema.json") == language_schema());
}
