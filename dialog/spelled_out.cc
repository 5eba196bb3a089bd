#include "dialog/spelled_out.h"

#include <algorithm>
#include <utility>

namespace kindbank::dialog {

SpelledOut::SpelledOut(const Spellings& spellings, std::shared_ptr<Vocabulary> vocabulary)
    : vocabulary_(std::move(vocabulary)) {
  for (const auto& [word, as] : spellings) {
    Numbers numbers;
    for (const auto& one : as) numbers.push_back(vocabulary_->learn(one));
    const auto number = vocabulary_->learn(word);
    if (Vocabulary::value_of(number) >= 0) {
      of_digits_.emplace_back(word, std::move(numbers));
      continue;
    }
    if (number >= row_of_.size()) row_of_.resize(number + 1);
    rows_.push_back(std::move(numbers));
    row_of_[number] = static_cast<std::uint16_t>(rows_.size());
  }
}

const SpelledOut::Numbers* SpelledOut::spelled(Vocabulary::Number number,
                                               const std::string& word) const {
  if (Vocabulary::value_of(number) < 0) {
    const auto row = number < row_of_.size() ? row_of_[number] : 0U;
    return row == 0 ? nullptr : &rows_[row - 1];
  }
  const auto found = std::find_if(of_digits_.begin(), of_digits_.end(),
                                  [&](const auto& one) { return one.first == word; });
  return found == of_digits_.end() ? nullptr : &found->second;
}

std::vector<Vocabulary::Number> SpelledOut::numbers_of(std::span<const std::string> words) const {
  Numbers numbers;
  numbers.reserve(words.size() + words.size() / 4);
  for (const auto& word : words) {
    const auto number = vocabulary_->number_of(word);
    if (const auto* as = spelled(number, word)) {
      numbers.insert(numbers.end(), as->begin(), as->end());
    } else {
      numbers.push_back(number);
    }
  }
  return numbers;
}

}  // namespace kindbank::dialog
