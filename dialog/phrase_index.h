// Which of many phrases may stand at a place of a text: they are found by their first two words,
// and sieved by the third. Of a thousand phrases a place tries two or three.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

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
    if (first >= heads_.size() || !heads_[first].begins) return;
    const auto third = bit_of(at + 2 < text.size() ? text[at + 2] : Vocabulary::unknown);
    const auto try_all = [&](std::uint32_t next) {
      for (; next != none; next = begun_[next].next)
        if ((begun_[next].third & third) != 0) attempt(begun_[next].place);
    };
    try_all(heads_[first].whatever_follows);
    if (heads_[first].pairs && at + 1 < text.size())
      if (const auto second = key_of(text[at + 1]); second != Vocabulary::unknown)
        try_all(head_of_pair(first, second));
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
    bool begins = false;
    bool pairs = false;
    std::uint32_t whatever_follows = none;
  };
  struct Pair {
    std::uint64_t words = 0;
    std::uint32_t head = none;
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

  std::size_t slot_of(std::uint64_t words) const {
    return (words * 0x9E37'79B9'7F4A'7C15U) >> (64U - bits_);
  }
  std::uint32_t head_of_pair(Vocabulary::Number first, Vocabulary::Number second) const {
    const auto words = std::uint64_t{first} << 32U | second;
    for (auto slot = slot_of(words); pairs_[slot].words != 0; slot = (slot + 1) % pairs_.size())
      if (pairs_[slot].words == words) return pairs_[slot].head;
    return none;
  }
  std::uint32_t& head_for_pair(Vocabulary::Number first, Vocabulary::Number second);
  void make_room();

  std::vector<Head> heads_;  // by the first word
  std::vector<Begun> begun_;
  std::vector<Pair> pairs_;  // a table by the hash of two words, a power of two long
  unsigned bits_ = 0;        // of its length
  std::size_t taken_ = 0;
};

}  // namespace kindbank::dialog
