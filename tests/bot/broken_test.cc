// Settings and tables of a town with one thing wrong each; the first line says where and what.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "bank/categories.h"
#include "bank/town.h"
#include "bot/settings.h"
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
