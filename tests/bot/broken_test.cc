// Settings and tables of a town with one thing wrong each, and what an owner may do to its folder;
// the first line of a file says where and what.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "bank/categories.h"
#include "bank/town.h"
#include "bot/settings.h"
#include "tests/bot/program.h"
#include "tests/bot/settings_folder.h"

using namespace kindbank;

namespace {

namespace fs = std::filesystem;
using Findings = std::vector<dialog::Finding>;

const fs::path checkout = KINDBANK_SOURCE_DIR;
const fs::path broken = checkout / "tests/bot/broken";

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

// "2:9 bad-url, 3:1 unknown-key"
std::string in_short(const Findings& findings) {
  std::string all;
  for (const auto& one : findings)
    all += (all.empty() ? "" : ", ") + std::to_string(one.place.line) + ":" +
           std::to_string(one.place.column) + " " + one.code;
  return all;
}

template <class Find>
void check_all_in(const std::string& folder, Find find) {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(broken / folder)) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    const auto text = text_of(entry.path());
    INFO(entry.path().filename().string());
    const Findings findings = find(entry.path(), text);
    CHECK("# " + in_short(findings) == text.substr(0, text.find('\n')));
    for (const auto& one : findings) {
      CHECK(one.message.ends_with("."));
      CHECK_FALSE(one.hint.empty());
    }
  }
  CHECK(files > 0);
}

Findings found_in_table(const std::string& text,
                        void (*read)(const dialog::YamlNode&, bank::Town&, Findings&)) {
  auto table = dialog::read_yaml(text, "table.yaml");
  bank::Town town;
  if (!has_error(table.findings)) read(table.root, town, table.findings);
  return table.findings;
}

// A whole town in English, which a recipe breaks.
void settle(const bot::Folder& folder) {
  fs::copy(checkout / "flows", folder.path() / "flows");
  fs::copy(checkout / "flows/words", folder.path() / "flows/words");
  fs::copy(checkout / "config/areas.yaml", folder.path() / "areas.yaml");
  folder.write("town.yaml",
               "store: {url: \"sqlite:kindbank.db\"}\nflows: flows\nareas: areas.yaml\n");
}

// "flows:1:1 missing-flow, town.yaml:5:20 readable-by-all", of what `check` printed.
std::string codes_in(const std::string& printed, const std::string& folder) {
  static const std::regex said("(?:^|\n)([^\n]+?): ([a-z]+(?:-[a-z0-9]+)+): ");
  std::string all;
  for (std::sregex_iterator at(printed.begin(), printed.end(), said), end; at != end; ++at) {
    const auto place = (*at)[1].str();
    all += (all.empty() ? "" : ", ") +
           (place.starts_with(folder) ? place.substr(folder.size() + 1) : place) + " " +
           (*at)[2].str();
  }
  return all;
}

}  // namespace

TEST_CASE("every broken setting is found with its place and its code") {
  const bot::SettingsFolder
      folder;  // where nobody else may read them, however they were checked out
  for (const auto& entry : fs::directory_iterator(broken / "settings"))
    folder.write(entry.path().filename().string(), text_of(entry.path()));
  check_all_in("settings", [&](const fs::path& path, const std::string&) {
    bot::SettingsInput input;
    input.file = folder.path() / path.filename();
    input.working_folder = checkout;
    input.shipped = {checkout};
    return bot::read_settings(input).findings;
  });
}

TEST_CASE("every broken table of a town is found with its place and its code") {
  check_all_in("categories", [](const fs::path&, const std::string& text) {
    return found_in_table(text, bank::read_categories);
  });
  check_all_in("areas", [](const fs::path&, const std::string& text) {
    return found_in_table(text, bank::read_areas);
  });
}

TEST_CASE("whatever is done to the folder of a town is found with its place and its code") {
  const std::string check = "kindbank() { " KINDBANK_PROGRAM " \"$@\" --config town.yaml; }; . ";
  for (const auto& recipe : fs::directory_iterator(broken / "towns")) {
    INFO(recipe.path().filename().string());
    const bot::Folder folder;
    settle(folder);
    const auto text = text_of(recipe.path());
    const auto ran =
        bot::run({{"-eu", "-c", check + recipe.path().string()}, {}, {}, folder.path(), "/bin/sh"});
    CHECK("# " + codes_in(ran.out, folder.path().string()) == text.substr(0, text.find('\n')));
    CHECK(ran.err.empty());
  }
}
