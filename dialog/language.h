// The texts of one more language, from flows/languages/<code>.yaml: keyed by flow and step, each
// beside the English that it was made from, so that everybody sees when that has changed. What is
// not translated is said in English.
//
//   language: pl
//   reviewed: {by: Anna, on: 2026-11-20}
//   answers: {"yes": [tak], "no": [nie]}
//   flows:
//     ask:
//       starts_on: [pomoc]
//       steps:
//         what:
//           ask: {en: "What help do you need?", pl: "Jakiej pomocy potrzebujesz?"}
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/answer_words.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

inline constexpr std::string_view english = "en";

// Who has read the texts and when: somebody who speaks the language.
struct Review {
  std::string by;
  std::string on;  // 2026-11-20
  bool operator==(const Review&) const = default;
};

struct TranslatedText {
  std::string text;
  std::string english;  // what it was made from; "" where the file does not say
  Place place;
};

struct TranslatedStep {
  // By the part of the step that is read: "say", "say.rich", "ask", "ask.rich", "choices.lift",
  // "choices_from.label".
  std::map<std::string, TranslatedText, std::less<>> texts;
  Place place;
};

struct TranslatedFlow {
  std::vector<std::string> starts_on;  // as a flow's own: "pomoc", "{code} gotowe"
  std::map<std::string, TranslatedStep, std::less<>> steps;
  std::optional<Review> reviewed;  // of these texts: the flow's own, else the whole file's
  Place place;
};

struct Language {
  std::string code;  // "pl"
  std::string hash;  // of the file's bytes, as a flow's
  std::optional<Review> reviewed;
  AnswerWords answers;                                         // besides the English ones
  std::map<std::string, TranslatedText, std::less<>> replies;  // by the keys of replies.en.yaml
  std::map<std::string, TranslatedFlow, std::less<>> flows;
  // Of "answers", "replies", "flows", "reviewed", "answers.yes" and "starts:ask", for findings.
  std::map<std::string, Place, std::less<>> places;
  Place place;

  // Where that stands, or else the language.
  const Place& at(std::string_view part) const;
  // nullptr where the language does not have that text.
  const TranslatedText* find(std::string_view flow, std::string_view step,
                             std::string_view part) const;
  // "pl/<hash>": these very texts.
  std::string version() const { return code + "/" + hash; }
};

struct LanguageRead {
  Language language;
  std::vector<Finding> findings;
};

// Where a finding is an error the language is not to be used. Never throws, whatever the text is.
LanguageRead read_language(std::string_view text, const std::string& file);

}  // namespace kindbank::dialog
