// Flows that are thrown together by dice, from all of the language: each way to read an answer,
// lists, silences, outcomes, and a second flow that takes the talk over. Not every one is sound:
// that is for the checker to say.
#pragma once

#include <cstddef>
#include <iterator>
#include <random>
#include <string>

namespace kindbank::dialog {

class Dice {
 public:
  explicit Dice(unsigned seed) : bits_(seed) {}
  // 0 to most - 1.
  std::size_t below(std::size_t most) { return bits_() % most; }
  bool one_in(std::size_t many) { return below(many) == 0; }
  template <class List>
  const auto& any(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937 bits_;
};

// The text of one flow of up to nine steps, that leads to `other` now and then.
std::string random_flow(Dice& dice, const std::string& name, const std::string& other);

}  // namespace kindbank::dialog
