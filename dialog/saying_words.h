// How people say in their own words what works in any state, from
// flows/words/answers.<language>.yaml: stopping our texts, having them again, and the standing
// words ("can i talk to someone real").
#pragma once

#include <string>
#include <vector>

#include "dialog/phrases.h"

namespace kindbank::dialog {

// What is said in whole messages is short; a story is none of them, and is not looked through.
inline constexpr std::size_t longest_saying = 20;  // words, without courtesies

struct SayingWords {
  Spellings spelled;
  std::vector<std::string> around;           // courtesies: "pls stop, thank you" is STOP
  std::vector<std::string> before_standing;  // "a human", "human again" are HUMAN
  std::vector<std::string> behind_standing;
  Phrases stop;
  Phrases start;
  Phrases standing;                // a list for each of the words
  std::vector<std::string> words;  // in the order of these lists: "human"

  // The standing word that those words say, or "".
  std::string standing_word_in(const std::vector<std::string>& said) const;
};

}  // namespace kindbank::dialog
