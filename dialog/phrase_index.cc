#include "dialog/phrase_index.h"

namespace kindbank::dialog {

std::uint64_t PhraseIndex::sieve_of(const Phrase::Beginning& third) {
  if (third.anything) return ~std::uint64_t{0};
  std::uint64_t bits = third.values ? bit_of(Vocabulary::number_of_value(0)) : 0;
  for (const auto word : third.words) bits |= bit_of(word);
  return bits;
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
    auto& head = heads_[first];
    if (second.anything) {
      put_before(head.whatever_follows);
      continue;
    }
    head.pairs = true;
    for (const auto next : keys_of(second)) put_before(pairs_[pair_of(first, next)].first);
  }
}

}  // namespace kindbank::dialog
