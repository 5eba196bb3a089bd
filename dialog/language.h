// The texts of one more language, from flows/languages/<code>.yaml: keyed by flow and step, each
// beside the English that it was made from, so that everybody sees when that has changed. What is
// not translated is said in English.
//
//   language: pl
//   called: [Polski, polish]
//   spoken: pl-PL
//   reviewed: {by: Anna, on: 2026-11-20}
//   answers: {"yes": [tak], "no": [nie]}
//   standing: {help: [pomoc]}
//   phrases: {"a lift": podwózka}
//   flows:
//     ask:
//       starts_on: [prosba]
//       steps:
//         what:
//           ask: {en: "What help do you need?", pl: "Jakiej pomocy potrzebujesz?"}
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/answer_words.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

inline constexpr std::string_view english = "en";
// Which ends all texts; not a standing word, for it is a right.
inline constexpr std::string_view stop_word = "stop";

// Who has read the texts and when: somebody who speaks the language.
struct Review {
  std::string by;
  std::string on;  // 2026-11-20
  bool operator==(const Review&) const = default;
};

// How a language is spoken of and told.
struct LanguageNames {
  std::string own;                  // "Polski", as a list of languages shows it
  std::vector<std::string> called;  // "polski", "polish", "po polsku": as heard_as() has them
  // Words that are frequent in it and in no other language that a town writes.
  std::set<std::string, std::less<>> common;
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
  LanguageNames names;
  std::string spoken;   // "pl-PL": how it is said and heard on the phone, or ""
  AnswerWords answers;  // besides the English ones
  // Whole messages, as heard_as() has them -> the English standing word that they are: "pomoc" ->
  // "help", "nie pisz" -> "stop". STOP and its family are the same for everybody besides.
  std::map<std::string, std::string, std::less<>> standing;
  // What the bank itself puts into a text, by its English: "a lift", "Tue".
  std::map<std::string, std::string, std::less<>> phrases;
  std::map<std::string, TranslatedText, std::less<>> replies;  // by the keys of replies.en.yaml
  std::map<std::string, TranslatedFlow, std::less<>> flows;
  // Of "answers", "replies", "flows", "reviewed", "answers.yes", "standing.help" and "starts:ask",
  // for findings.
  std::map<std::string, Place, std::less<>> places;
  Place place;

  // Where that stands, or else the language.
  const Place& at(std::string_view part) const;
  // The English standing word that the whole text is, with a job's code or a number of weeks where
  // it has one: "k4t7 gotowe" -> "k4t7 done", "przerwa na 2 tygodnie" -> "pause 2"; or "".
  std::string standing_word_of(std::string_view text) const;
  // nullptr where the language does not have that text.
  const TranslatedText* find(std::string_view flow, std::string_view step,
                             std::string_view part) const;
  // The same of a set reply, where it has any words.
  const TranslatedText* find_reply(std::string_view key) const;
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
