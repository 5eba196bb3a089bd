// Which of many phrases may stand at a place of a text: they are found by their first two words,
// and sieved by the third. Of a thousand phrases a place tries two or three.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dialog/number_table.h"
#include "dialog/phrase.h"
#include "dialog/vocabulary.h"

namespace kindbank::dialog {

class PhraseIndex {
 public:
  using Numbers = Phrase::Numbers;

  // `place` is what it is called by. The phrase has learned its words.
  void add(const Phrase& phrase, std::uint32_t place);

  // Calls `attempt` with the place of each that may stand in `text` from `at` on, in no order.
  template <class Attempt>
  void try_at(const Numbers& text, std::size_t at, Attempt attempt) const {
    const auto first = key_of(text[at]);
    const auto* begun = heads_.find(first);
    if (begun == nullptr) return;
    const auto third = bit_of(at + 2 < text.size() ? text[at + 2] : Vocabulary::unknown);
    const auto try_all = [&](std::uint32_t next) {
      for (; next != none; next = begun_[next].next)
        if ((begun_[next].third & third) != 0) attempt(begun_[next].place);
    };
    try_all(begun->whatever_follows);
    if (begun->pairs && at + 1 < text.size())
      if (const auto second = key_of(text[at + 1]); second != Vocabulary::unknown)
        if (const auto* pair = pairs_.find(pair_of(first, second))) try_all(pair->first);
  }

 private:
  static constexpr std::uint32_t none = 0xFFFF'FFFF;

  // A phrase that so begins, and the next one.
  struct Begun {
    std::uint64_t third;  // a sieve of its third words: a bit for all whose numbers end alike
    std::uint32_t place;
    std::uint32_t next;
  };
  struct Head {
    std::uint32_t whatever_follows = none;
    bool pairs = false;
  };
  struct Pair {
    std::uint32_t first = none;
  };

  // Numbers are one word: which of them a phrase takes it finds out itself.
  static constexpr Vocabulary::Number any_value = 1;
  static Vocabulary::Number key_of(Vocabulary::Number word) {
    if (word == Vocabulary::unknown) return word;
    return Vocabulary::value_of(word) >= 0 ? any_value : word + 1;
  }
  static std::uint64_t bit_of(Vocabulary::Number word) {
    constexpr unsigned value_bit = 63;
    return std::uint64_t{1} << (Vocabulary::value_of(word) >= 0 ? value_bit : word % value_bit);
  }
  static std::uint64_t sieve_of(const Phrase::Beginning& third);

  static std::uint64_t pair_of(Vocabulary::Number first, Vocabulary::Number second) {
    return std::uint64_t{first} << 32U | second;
  }

  NumberTable<Head> heads_;  // by the first word
  NumberTable<Pair> pairs_;  // by the first two
  std::vector<Begun> begun_;
};

}  // namespace kindbank::dialog
