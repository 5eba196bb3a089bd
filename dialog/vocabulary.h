// The words that the phrases of one or several lists are made of, numbered. A text is looked up
// once for all of these lists, and compared number by number: most of what people say is in none of
// them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

class Vocabulary {
 public:
  using Number = std::uint32_t;
  static constexpr Number unknown = 0;

  // Its number, a new one where it has none.
  Number learn(const std::string& word);

  // `unknown` where no phrase has it.
  Number number_of(std::string_view word) const;
  std::vector<Number> numbers_of(const std::vector<std::string>& words) const;

  // "14" is known without being learned, as the value that it says; -1 for every other word.
  static long value_of(Number number) {
    return (number & is_value) != 0 ? static_cast<long>(number & ~is_value) : -1;
  }
  static Number number_of_value(Number value) { return is_value | value; }

 private:
  static constexpr Number is_value = 0x8000'0000;  // set in what is the number of a number

  struct Slot {
    std::string word;
    Number number = unknown;  // of a slot that is free
  };

  std::size_t slot_of(std::string_view word) const;
  void make_room();

  std::vector<Slot> slots_;  // a table by the word's hash, a power of two long and half empty
  std::size_t taken_ = 0;
};

}  // namespace kindbank::dialog
