// Other words for the choices of flows, by a choice's key, from
// flows/words/choices.<language>.yaml: "the lawn needs a cut" means `garden` wherever that is
// offered. They are patterns as in the crisis list (dialog/phrase.h), written without accents.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dialog/measures.h"
#include "dialog/phrases.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

// Without what stands behind "not": "not the garden but a lift" is {"but", "a", "lift"}.
std::vector<std::string> without_denied(const std::vector<std::string>& words,
                                        const Denials& denials);

class ChoiceWords {
 public:
  ChoiceWords() = default;
  ChoiceWords(Spellings spellings, std::shared_ptr<Vocabulary> vocabulary)
      : spellings_(std::move(spellings)), vocabulary_(std::move(vocabulary)) {}

  void add(const std::string& key, const Place& place, Phrase phrase);

  // A text looked up once for all the choices.
  struct Heard {
    Phrases::Numbers whole;
    Phrases::Numbers meant;  // without what it says "not" of; empty where it denies nothing
    const Denials& denials;
    bool denies = false;
  };
  Heard hear(const std::vector<std::string>& words, const Denials& denials) const;
  Heard hear_spelled_out(const std::vector<std::string>& words, const Denials& denials) const;

  // Whether that text means that choice; what it says "not" of it does not mean.
  bool mean(std::string_view key, const Heard& heard) const;
  // The words that mean it alone.
  const std::vector<std::string>& words_of_choice(std::string_view key) const;
  // The keys that a long word is one slip away from: "gardning".
  std::set<std::string_view> nearly_said_by(const std::string& word) const;
  // Every key, and where it stands.
  std::map<std::string, Place, std::less<>> keys() const;

 private:
  struct Meant {
    Phrases phrases;
    std::vector<std::string> words;
    Place place;
  };

  // A word of six letters or more that means a choice alone.
  struct LongWord {
    std::string word;
    std::string key;
  };
  using LongWords = std::unordered_multimap<char, LongWord>;

  Spellings spellings_;
  std::shared_ptr<Vocabulary> vocabulary_ = std::make_shared<Vocabulary>();
  std::map<std::string, Meant, std::less<>> by_key_;
  LongWords by_first_letter_;  // a slip leaves the first letter, or the last
  LongWords by_last_letter_;
};

}  // namespace kindbank::dialog
