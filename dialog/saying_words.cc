#include "dialog/saying_words.h"

namespace kindbank::dialog {

std::string SayingWords::standing_word_in(const std::vector<std::string>& said) const {
  const auto* phrase = standing.first_in(said);
  if (phrase == nullptr) return {};
  return words[standing.list_of(*phrase)];
}

}  // namespace kindbank::dialog
