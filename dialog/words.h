// The word lists and set replies of one language, from flows/words/: what a crisis sounds like and
// what is answered, how people say yes and no, and what the engine itself says when a talk goes
// astray.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/agreeing_words.h"
#include "dialog/answer_words.h"
#include "dialog/choice_words.h"
#include "dialog/language.h"
#include "dialog/measures.h"
#include "dialog/need_words.h"
#include "dialog/phrases.h"
#include "dialog/repair_words.h"
#include "dialog/saying_words.h"
#include "dialog/spelled_out.h"
#include "dialog/vocabulary.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

// One class of crisis; they are listened for in the order of crisis.<language>.yaml.
struct CrisisClass {
  std::string letter;  // "A"
  std::size_t list;    // of the alarms
  std::string answer;  // the full text, at most once an hour a number
  std::string again;   // within that hour
  std::string unread;  // instead of both while nobody is on call; "" where {promise} says that
};

struct Words {
  // Of the phrases of crises, signposts, innocent sayings, needs and choices.
  std::shared_ptr<Vocabulary> vocabulary = std::make_shared<Vocabulary>();
  Spellings spellings;           // of crisis phrases
  Spellings written_out;         // those and all other text-speak, for what is no crisis
  SpelledOut spelled_out;        // the first of them, by the vocabulary's numbers
  Phrases innocent{vocabulary};  // taken out of a text before a crisis is listened for
  Phrases alarms{vocabulary};    // of crises and signposts, a list each
  std::vector<CrisisClass> crisis;
  std::vector<CrisisClass> signposts;  // no crisis: a number is said, and the talk goes on
  AnswerWords answers;
  SayingWords sayings;
  AgreeingWords agreeing;  // of all languages
  // Other words for choices, by the language that they are of.
  std::map<std::string, ChoiceWords, std::less<>> choices;
  std::map<std::string, NeedWords, std::less<>> need;       // by language
  std::map<std::string, Measures, std::less<>> measures;    // by language
  std::map<std::string, RepairWords, std::less<>> repairs;  // by language, too
  LanguageNames english;                                    // how English is called, and told
  std::vector<std::string> native;           // around it where they say what they are: "im polish"
  std::vector<std::string> around_language;  // said around a language's name that is asked for
  std::vector<std::string> farewells;        // want no answer either, but of somebody in a crisis
  std::vector<std::string> im_ok;            // after a crisis: all is well
  std::map<std::string, std::string, std::less<>> replies;  // "sorry" -> the text

  // The English ones where the language has none of its own.
  const Measures& measures_of(std::string_view language) const;
  const std::string& reply(std::string_view key) const;  // the key is one of reply_keys
};

// Every reply that the engine needs; the reader refuses a file that leaves one out.
const std::vector<std::string>& reply_keys();

struct WordsRead {
  Words words;
  std::vector<Finding> findings;
};

// One text a file: crisis.<language>.yaml, answers.<language>.yaml and so on.
struct WordFiles {
  std::string folder;  // only for saying where something stands
  std::string language;
  std::string crisis;
  std::string answers;
  std::string replies;
  std::string spellings;
  std::map<std::string, std::string> choices = {};   // by language: choices.<language>.yaml
  std::map<std::string, std::string> need = {};      // by language: need.<language>.yaml
  std::map<std::string, std::string> repairs = {};   // by language: repairs.<language>.yaml
  std::map<std::string, std::string> measures = {};  // by language: measures.<language>.yaml
  std::map<std::string, std::string> agreeing = {};  // by language: agreeing.<language>.yaml
};

WordsRead read_words(const WordFiles& files);

}  // namespace kindbank::dialog
