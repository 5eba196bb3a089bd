// The words that the phrases of one or several lists are made of, numbered. A text is looked up
// once for all of these lists, and compared number by number: most of what people say is in none of
// them.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace kindbank::dialog {

class Vocabulary {
 public:
  using Number = std::uint32_t;
  static constexpr Number unknown = 0;

  // Its number, a new one where it has none.
  Number learn(const std::string& word);

  // One for each word, `unknown` where no phrase has it.
  std::vector<Number> numbers_of(const std::vector<std::string>& words) const;

  // "14" is known without being learned, as the value that it says; -1 for every other word.
  static long value_of(Number number);

 private:
  std::unordered_map<std::string, Number> numbers_;
};

}  // namespace kindbank::dialog
