#include "dialog/crisis_list.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/dialog/loading.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

std::vector<Finding> findings_in(const std::string& crisis) {
  const std::string folder = "flows/words/";
  return read_words({folder,
                     "en",
                     crisis,
                     read_source_file(folder + "answers.en.yaml"),
                     read_source_file(folder + "replies.en.yaml"),
                     read_source_file(folder + "spellings.en.yaml"),
                     {},
                     {{"en", read_source_file(folder + "need.en.yaml")}}})
      .findings;
}

// The shipped list with one thing changed, and what is found in it: "line: code", each once.
std::vector<std::string> found_with(const std::string& from, const std::string& to) {
  auto crisis = read_source_file("flows/words/crisis.en.yaml");
  const auto at = crisis.find(from);
  REQUIRE(at != std::string::npos);
  crisis.replace(at, from.size(), to);
  std::vector<std::string> codes;
  for (const auto& finding : findings_in(crisis)) {
    CHECK(finding.level == Finding::Level::error);
    CHECK(finding.place.line > 1);
    if (codes.empty() || codes.back() != finding.code) codes.push_back(finding.code);
  }
  return codes;
}

TEST_CASE("a crisis list without what keeps people safe is refused") {
  struct Row {
    const char* what;
    std::string from;
    std::string to;
    const char* code;
  };
  const std::vector<Row> rows = {
      {"class A called otherwise", "\n  A:\n", "\n  Z:\n", "crisis-class-missing"},
      {"class B called otherwise", "\n  B:\n", "\n  Z:\n", "crisis-class-missing"},
      {"class C called otherwise", "\n  C:\n", "\n  Z:\n", "crisis-class-missing"},
      {"class E called otherwise", "\n  E:\n", "\n  Z:\n", "crisis-class-missing"},
      {"signpost F called otherwise", "\n  F:\n", "\n  Z:\n", "crisis-class-missing"},
      {"G without its line", "HertsHelp, 0300 123 4044.", "HertsHelp.", "crisis-number-missing"},
      {"C without its line", "ring is 0808 2000 247", "ring is below", "crisis-number-missing"},
      {"class D called otherwise", "\n  D:\n", "\n  Z:\n", "crisis-class-missing"},
      {"class RED called otherwise", "\n  RED:\n", "\n  Z:\n", "crisis-class-missing"},
      {"RED that does not hear RED", "- \"=red\"\n", "- \"=rot\"\n", "crisis-class-missing"},
      {"RED that nobody is warned of", "Nobody may read this soon. If it cannot wait call 999.",
       "Nobody may read this soon.", "crisis-number-missing"},
      {"A without 999",
       "call 999 now. If you cannot talk and your phone is set up for it, text 999.",
       "call for help.", "crisis-number-missing"},
      {"A again without 999", "Please call 999 now if", "Please call now if",
       "crisis-number-missing"},
      {"B without Samaritans", "Samaritans 116 123, free. By text", "By text",
       "crisis-number-missing"},
      {"B without SHOUT", "By text: SHOUT to 85258. ", "", "crisis-number-missing"},
      {"B without NHS 111", "NHS 111, press 2. {promise} If you are OK", "{promise} If you are OK",
       "crisis-number-missing"},
      {"B again without Samaritans", "In danger: call 999. Samaritans 116 123, free.",
       "In danger: call 999.", "crisis-number-missing"},
      {"D without Childline", "Childline is free on 0800 1111 and will not", "It will not",
       "crisis-number-missing"},
      {"a number with a slip", "Samaritans 116 123, free. By text",
       "Samaritans 116 1234, free. By text", "crisis-number-missing"},
      {"the dead line", "To talk: Samaritans 116 123, free.",
       "To talk: Samaritans 116 123, free. Or text Samaritans.", "crisis-dead-line"},
      {"a harmless phrase that is a crisis", "\ninnocent:\n", "\ninnocent:\n  - want to die\n",
       "crisis-not-heard"},
      {"a harmless phrase that holds one", "\ninnocent:\n", "\ninnocent:\n  - overdose|suicide\n",
       "crisis-not-heard"},
      {"a key of a class", "    again: \"Please call 999",
       "    agian: x\n    again: \"Please call 999", "unknown-key"},
      {"a key of the list", "\ninnocent:\n", "\ninocent: []\ninnocent:\n", "unknown-key"},
      {"an empty answer", "    answer: \"Thanks, noted.\"", "    answer: \"\"", "bad-words"},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    const auto codes = found_with(row.from, row.to);
    REQUIRE_FALSE(codes.empty());
    CHECK(codes.front() == row.code);
  }
}

TEST_CASE("every broken crisis list is refused with its place and its code") {
  const auto paths = yaml_files(source_folder / "tests/dialog/broken_crisis");
  CHECK(paths.size() >= 8);
  for (const auto& path : paths) {
    INFO(path.filename().string());
    const auto text = contents(path);
    CHECK("# " + short_list(findings_in(text)) == text.substr(0, text.find('\n')));
  }
}

TEST_CASE("a number counts however it is spaced, and a sentence for each line") {
  CHECK(found_with("116 123, free. By text", "116123, free. By text").empty());
  CHECK(found_with("To talk: Samaritans 116 123, free.", "Samaritans: 116 123. You can text us.")
            .empty());
}

}  // namespace
}  // namespace kindbank::dialog
