#include "dialog/vocabulary.h"

#include <charconv>

#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

// Set in what is the number of a number.
constexpr Vocabulary::Number is_value = 0x8000'0000;
constexpr std::size_t most_digits = 5;

Vocabulary::Number value_in(const std::string& word) {
  if (word.size() > most_digits || !all_digits(word)) return Vocabulary::unknown;
  Vocabulary::Number value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return is_value | value;
}

}  // namespace

Vocabulary::Number Vocabulary::learn(const std::string& word) {
  if (const auto value = value_in(word); value != unknown) return value;
  return numbers_.try_emplace(word, static_cast<Number>(numbers_.size() + 1)).first->second;
}

std::vector<Vocabulary::Number> Vocabulary::numbers_of(
    const std::vector<std::string>& words) const {
  std::vector<Number> numbers;
  numbers.reserve(words.size());
  for (const auto& word : words) {
    numbers.push_back(value_in(word));
    if (numbers.back() != unknown) continue;
    if (const auto found = numbers_.find(word); found != numbers_.end())
      numbers.back() = found->second;
  }
  return numbers;
}

long Vocabulary::value_of(Number number) {
  return (number & is_value) != 0 ? static_cast<long>(number & ~is_value) : -1;
}

}  // namespace kindbank::dialog
