// A text's words as a vocabulary numbers them, with their spellings put right: each is looked up
// once, whatever it is spelled out as.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "dialog/phrase.h"
#include "dialog/vocabulary.h"

namespace kindbank::dialog {

class SpelledOut {
 public:
  SpelledOut() = default;
  SpelledOut(const Spellings& spellings, std::shared_ptr<Vocabulary> vocabulary);

  // As the vocabulary numbers respell(words, spellings).
  std::vector<Vocabulary::Number> numbers_of(std::span<const std::string> words) const;

 private:
  using Numbers = std::vector<Vocabulary::Number>;

  const Numbers* spelled(Vocabulary::Number number, const std::string& word) const;

  std::shared_ptr<Vocabulary> vocabulary_ = std::make_shared<Vocabulary>();
  std::vector<std::uint16_t> row_of_;  // by the number of a word; 0: it stays as it is
  std::vector<Numbers> rows_;          // counted from 1
  std::vector<std::pair<std::string, Numbers>> of_digits_;  // "2" is "to"
};

}  // namespace kindbank::dialog
