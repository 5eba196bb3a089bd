// Other words for the choices of flows, by a choice's key, from
// flows/words/choices.<language>.yaml: "the lawn needs a cut" means `garden` wherever that is
// offered. They are patterns as in the crisis list (dialog/phrase.h), written without accents.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/phrases.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

// Without what stands behind "not": "not the garden but a lift" is {"but", "a", "lift"}.
std::vector<std::string> without_denied(const std::vector<std::string>& words);

class ChoiceWords {
 public:
  ChoiceWords() = default;
  explicit ChoiceWords(Spellings spellings) : spellings_(std::move(spellings)) {}

  void add(const std::string& key, const Place& place, Phrase phrase);

  // Whether these words mean that choice; what they say "not" of they do not mean.
  bool mean(std::string_view key, const std::vector<std::string>& words) const;
  // The words that mean it alone.
  const std::vector<std::string>& words_of_choice(std::string_view key) const;
  // Every key, and where it stands.
  std::map<std::string, Place, std::less<>> keys() const;

 private:
  struct Meant {
    Phrases phrases;
    std::vector<std::string> words;
    Place place;
  };

  Spellings spellings_;
  std::map<std::string, Meant, std::less<>> by_key_;
};

}  // namespace kindbank::dialog
