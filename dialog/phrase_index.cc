#include "dialog/phrase_index.h"

#include <utility>

namespace kindbank::dialog {

std::uint64_t PhraseIndex::sieve_of(const Phrase::Beginning& third) {
  if (third.anything) return ~std::uint64_t{0};
  std::uint64_t bits = third.values ? bit_of(Vocabulary::number_of_value(0)) : 0;
  for (const auto word : third.words) bits |= bit_of(word);
  return bits;
}

void PhraseIndex::make_room() {
  constexpr unsigned first_bits = 6;
  if (2 * (taken_ + 1) <= pairs_.size()) return;
  bits_ = bits_ == 0 ? first_bits : bits_ + 1;
  const auto before = std::exchange(pairs_, std::vector<Pair>(std::size_t{1} << bits_));
  for (const auto& pair : before) {
    if (pair.words == 0) continue;
    auto slot = slot_of(pair.words);
    while (pairs_[slot].words != 0) slot = (slot + 1) % pairs_.size();
    pairs_[slot] = pair;
  }
}

std::uint32_t& PhraseIndex::head_for_pair(Vocabulary::Number first, Vocabulary::Number second) {
  make_room();
  const auto words = std::uint64_t{first} << 32U | second;
  auto slot = slot_of(words);
  while (pairs_[slot].words != 0 && pairs_[slot].words != words) slot = (slot + 1) % pairs_.size();
  taken_ += pairs_[slot].words == 0 ? 1 : 0;
  pairs_[slot].words = words;
  return pairs_[slot].head;
}

void PhraseIndex::add(const Phrase& phrase, std::uint32_t place) {
  const auto keys_of = [](const Phrase::Beginning& begins) {
    Numbers keys;
    if (begins.values) keys.push_back(any_value);
    for (const auto word : begins.words) keys.push_back(key_of(word));
    return keys;
  };
  const auto second = phrase.begins_with(1);
  const auto third = sieve_of(phrase.begins_with(2));
  const auto put_before = [&](std::uint32_t& head) {
    begun_.push_back({third, place, head});
    head = static_cast<std::uint32_t>(begun_.size() - 1);
  };
  for (const auto first : keys_of(phrase.begins_with(0))) {
    if (first >= heads_.size()) heads_.resize(first + 1);
    heads_[first].begins = true;
    if (second.anything) {
      put_before(heads_[first].whatever_follows);
      continue;
    }
    heads_[first].pairs = true;
    for (const auto next : keys_of(second)) put_before(head_for_pair(first, next));
  }
}

}  // namespace kindbank::dialog
