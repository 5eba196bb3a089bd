#include "dialog/vocabulary.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <utility>

#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t most_digits = 5;

Vocabulary::Number value_in(std::string_view word) {
  if (word.empty() || word[0] > '9' || word.size() > most_digits || !all_digits(word))
    return Vocabulary::unknown;
  Vocabulary::Number value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return Vocabulary::number_of_value(value);
}

// Most words have eight letters at most, and are hashed in one step.
std::uint64_t hash_of(std::string_view word) {
  constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15U;
  auto hash = word.size() * odd;
  while (!word.empty()) {
    std::uint64_t letters = 0;
    const auto some = std::min(word.size(), sizeof letters);
    std::memcpy(&letters, word.data(), some);
    hash = (hash ^ letters) * odd;
    hash ^= hash >> 32U;
    word.remove_prefix(some);
  }
  return hash * odd;
}

}  // namespace

// Where the word is, or would stand.
std::size_t Vocabulary::slot_of(std::string_view word) const {
  const auto last = slots_.size() - 1;
  const auto bits = std::countr_zero(slots_.size());
  auto slot = hash_of(word) >> (64 - bits);  // the highest bits are the best mixed
  while (slots_[slot].number != unknown && slots_[slot].word != word) slot = (slot + 1) & last;
  return slot;
}

void Vocabulary::make_room() {
  constexpr std::size_t fewest = 64;
  if (2 * (taken_ + 1) <= slots_.size()) return;
  auto before = std::exchange(slots_, std::vector<Slot>(std::max(fewest, 2 * slots_.size())));
  for (auto& one : before)
    if (one.number != unknown) slots_[slot_of(one.word)] = std::move(one);
}

Vocabulary::Number Vocabulary::learn(const std::string& word) {
  if (const auto value = value_in(word); value != unknown) return value;
  make_room();
  auto& slot = slots_[slot_of(word)];
  if (slot.number == unknown) slot = {word, static_cast<Number>(++taken_)};
  return slot.number;
}

Vocabulary::Number Vocabulary::number_of(std::string_view word) const {
  if (const auto value = value_in(word); value != unknown) return value;
  return slots_.empty() ? unknown : slots_[slot_of(word)].number;
}

std::vector<Vocabulary::Number> Vocabulary::numbers_of(
    const std::vector<std::string>& words) const {
  std::vector<Number> numbers;
  numbers.reserve(words.size());
  for (const auto& word : words) numbers.push_back(number_of(word));
  return numbers;
}

}  // namespace kindbank::dialog
