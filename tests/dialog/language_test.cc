#include "dialog/language.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <vector>

#include "tests/dialog/loading.h"
#include "tests/dialog/shipped_words.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

Language language(std::string_view text) {
  auto read = read_language(text, "pl.yaml");
  INFO(short_list(read.findings));
  REQUIRE(read.findings.empty());
  return std::move(read.language);
}

}  // namespace

TEST_CASE("a language is keyed by flow and step, each text beside its English") {
  const Language pl = language(R"(language: pl
reviewed: {by: Anna, on: 2026-11-20}
answers: {"yes": [tak, "Tak!"], "no": [nie]}
replies:
  sorry: {en: "Sorry.", pl: "Przepraszam."}
flows:
  ask:
    starts_on: ["Pomoc!", "{code} gotowe"]
    steps:
      what:
        ask: {en: "What?", pl: "Co?"}
        choices:
          lift: {en: "Lift", pl: "Podwiezienie"}
  offer:
    reviewed: false
    steps:
      which:
        say: {en: {sms: "Hello.", rich: "Hello, you."}, pl: {sms: "Dzień dobry.", rich: "Witaj."}}
        choices_from: {label: {en: "{code} {task}", pl: "{code}: {task}"}}
)");
  CHECK(pl.code == "pl");
  CHECK(pl.reviewed == Review{"Anna", "2026-11-20"});
  CHECK(pl.answers.yes == std::vector<std::string>{"tak", "tak"});
  CHECK(pl.answers.no == std::vector<std::string>{"nie"});
  CHECK(pl.replies.at("sorry").text == "Przepraszam.");
  CHECK(pl.replies.at("sorry").english == "Sorry.");
  const auto& ask = pl.flows.at("ask");
  CHECK(ask.starts_on == std::vector<std::string>{"pomoc", "{code} gotowe"});
  CHECK(ask.reviewed == pl.reviewed);
  REQUIRE(pl.find("ask", "what", "ask") != nullptr);
  CHECK(pl.find("ask", "what", "ask")->text == "Co?");
  CHECK(pl.find("ask", "what", "ask")->english == "What?");
  CHECK(pl.find("ask", "what", "ask")->place == Place{"pl.yaml", 11, 32});
  CHECK(pl.find("ask", "what", "choices.lift")->text == "Podwiezienie");
  CHECK_FALSE(pl.flows.at("offer").reviewed);
  CHECK(pl.find("offer", "which", "say")->text == "Dzień dobry.");
  CHECK(pl.find("offer", "which", "say")->english == "Hello.");
  CHECK(pl.find("offer", "which", "say.rich")->text == "Witaj.");
  CHECK(pl.find("offer", "which", "say.rich")->english == "Hello, you.");
  CHECK(pl.find("offer", "which", "choices_from.label")->text == "{code}: {task}");
  CHECK(pl.find("offer", "which", "ask") == nullptr);
  CHECK(pl.find("offer", "why", "ask") == nullptr);
  CHECK(pl.find("menu", "which", "ask") == nullptr);
}

TEST_CASE("a text may stand without its English, which is then not known") {
  const Language pl = language("language: pl\nflows:\n  ask: {steps: {what: {ask: \"Co?\"}}}\n");
  CHECK(pl.find("ask", "what", "ask")->text == "Co?");
  CHECK(pl.find("ask", "what", "ask")->english.empty());
}

TEST_CASE("every broken language is refused with its place and its code") {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator{source_folder / "tests/dialog/broken_languages"})
    paths.push_back(entry.path());
  CHECK(paths.size() >= 10);
  for (const auto& path : paths) {
    const auto file = path.filename().string();
    const auto text = read_source_file("tests/dialog/broken_languages/" + file);
    INFO(file);
    const auto findings = read_language(text, file).findings;
    CHECK("# " + short_list(findings) == text.substr(0, text.find('\n')));
    for (const Finding& finding : findings) {
      CHECK(finding.place.file == file);
      CHECK(finding.message.ends_with("."));
      CHECK_FALSE(finding.hint.empty());
    }
  }
}
