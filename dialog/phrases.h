// A list of phrases that is listened for in every text. It knows which word each phrase begins
// with, so that of hundreds only those are tried whose first word was said.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "dialog/phrase.h"

namespace kindbank::dialog {

class Phrases {
 public:
  void add(Phrase phrase);

  // The first of the list that is somewhere in these words; nullptr for none.
  const Phrase* first_in(const std::vector<std::string>& words) const;

  // Every match made empty words, phrase by phrase, so that nothing matches across them.
  void blank_in(std::vector<std::string>& words) const;

 private:
  std::vector<Phrase> phrases_;
  std::unordered_map<std::string, std::vector<std::size_t>>
      begun_by_;                           // word -> places in phrases_
  std::vector<std::size_t> begun_by_any_;  // those of a number
};

}  // namespace kindbank::dialog
