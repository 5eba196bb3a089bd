#include "dialog/vocabulary.h"

#include <charconv>

#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t most_digits = 5;

Vocabulary::Number value_in(const std::string& word) {
  if (word.empty() || word[0] > '9' || word.size() > most_digits || !all_digits(word))
    return Vocabulary::unknown;
  Vocabulary::Number value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return Vocabulary::number_of_value(value);
}

}  // namespace

Vocabulary::Number Vocabulary::learn(const std::string& word) {
  if (const auto value = value_in(word); value != unknown) return value;
  return numbers_.try_emplace(word, static_cast<Number>(numbers_.size() + 1)).first->second;
}

Vocabulary::Number Vocabulary::number_of(const std::string& word) const {
  if (const auto value = value_in(word); value != unknown) return value;
  const auto found = numbers_.find(word);
  return found == numbers_.end() ? unknown : found->second;
}

std::vector<Vocabulary::Number> Vocabulary::numbers_of(
    const std::vector<std::string>& words) const {
  std::vector<Number> numbers;
  numbers.reserve(words.size());
  for (const auto& word : words) numbers.push_back(number_of(word));
  return numbers;
}

}  // namespace kindbank::dialog
