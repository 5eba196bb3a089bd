// A language beside what it translates: tests/dialog/translated has two flows and a whole Polish of
// them, and each file of broken_translations the same with one thing wrong. Its first line says
// where and what.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <vector>

#include "dialog/load.h"
#include "tests/dialog/shipped_words.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

const std::filesystem::path translations =
    std::filesystem::path(KINDBANK_SOURCE_DIR) / "tests/dialog";

// A few replies, and the list of a crisis that is shipped.
Words own_words() {
  Words words;
  words.replies = {{"sorry", "Sorry."}, {"alert_red", "Ring {who}."}};
  words.crisis = shipped_words().crisis;
  words.alarms = shipped_words().alarms;
  words.vocabulary = shipped_words().vocabulary;
  words.spelled_out = shipped_words().spelled_out;
  return words;
}

const FlowLimits one_platform = {{{"Chatter", 3, 20, 24, 200}}, {}, {}, {}, {}};

Flows translated_flows() {
  Flows flows;
  for (const char* name : {"job", "tea"}) {
    const std::string file = "tests/dialog/translated/" + std::string(name) + ".yaml";
    auto read = read_flow(read_source_file(file), file, {}, {"bank", "answer"}, {}, one_platform);
    REQUIRE(read.findings.empty());
    flows.add(std::move(read.flow));
  }
  return flows;
}

std::vector<Finding> findings_of(const std::string& text, const std::string& file) {
  const auto read = read_language(text, file);
  REQUIRE(read.findings.empty());
  auto findings = check_review(read.language);
  for (auto& one : check_language(read.language, translated_flows(), own_words(), one_platform))
    findings.push_back(std::move(one));
  return findings;
}

std::string listed_short(const std::vector<Finding>& findings) {
  std::string all;
  for (const Finding& finding : findings)
    all += (all.empty() ? "" : ", ") + std::to_string(finding.place.line) + ":" +
           std::to_string(finding.place.column) + " " + finding.code;
  return all;
}

}  // namespace

TEST_CASE("a whole translation has nothing wrong") {
  const std::string file = "tests/dialog/translated/languages/pl.yaml";
  CHECK(listed_short(findings_of(read_source_file(file), file)).empty());
}

TEST_CASE("every broken translation is found with its place and its code") {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator{translations / "broken_translations"})
    paths.push_back(entry.path());
  CHECK(paths.size() >= 30);
  for (const auto& path : paths) {
    const auto file = path.filename().string();
    const auto text = read_source_file("tests/dialog/broken_translations/" + file);
    INFO(file);
    const auto findings = findings_of(text, file);
    CHECK("# " + listed_short(findings) == text.substr(0, text.find('\n')));
    for (const Finding& finding : findings) {
      CHECK(finding.place.file == file);
      CHECK(finding.message.ends_with("."));
      CHECK_FALSE(finding.hint.empty());
    }
  }
}

TEST_CASE("a flow that is refused for a mistake of its own is not missed") {
  const auto read = read_language(
      "language: pl\ncalled: [Polski]\nreviewed: {by: Anna, on: 2026-11-20}\nanswers: {\"yes\": "
      "[tak], \"no\": [nie]}"
      "\nflows:\n  soup: {steps: {tell: {say: {en: \"Soup.\", pl: \"Zupa.\"}}}}\n",
      "pl.yaml");
  REQUIRE(read.findings.empty());
  CHECK(listed_short(check_language(read.language, {}, {}, {}, {"soup"})).empty());
  CHECK(listed_short(check_language(read.language, {}, {}, {}, {"tea"})) ==
        "6:3 translation-of-nothing");
}

TEST_CASE("a step that got another name is named by what it says") {
  const std::string file = "tests/dialog/translated/languages/pl.yaml";
  auto text = read_source_file(file);
  const auto at = text.find("      lapse:");
  REQUIRE(at != std::string::npos);
  text.replace(at, std::string_view("      lapse:").size(), "      until_later:");
  const auto findings = findings_of(text, file);
  REQUIRE(findings.size() == 2);
  const auto& of_nothing = findings[0].code == "translation-of-nothing" ? findings[0] : findings[1];
  CHECK(of_nothing.hint == "'lapse' says this now: give it that name here, too.");
}
