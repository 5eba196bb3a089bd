// A text that puts itself right, in the parts between: "four sorry five" is {four} and {five}, and
// what was said last stands.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "dialog/measures.h"
#include "dialog/reading.h"

namespace kindbank::dialog {

// A text's words without their accents, in the order that they were said.
using SaidWords = std::vector<std::string>;

SaidWords bare_words_of(std::string_view text);
// The same with a space between: what words of other languages are compared by.
std::string heard_as(std::string_view text);

std::vector<SaidWords> said_parts(const SaidWords& words, const Measures& measures);
// "Sorry", "i mean": what stands behind it is meant instead.
bool puts_right(std::string_view word, const Measures& measures);
// Without "not 3", "rather than 3", "instead of 3": those words and the one behind them.
SaidWords without_ruled_out(const SaidWords& words, const Measures& measures);

// How many words from there on rule out what stands behind them: 1 of "not", 2 of "rather than".
std::size_t ruling_out_at(const SaidWords& words, std::size_t at, const Measures& measures);

// "If i get my car back", and no "if poss": what is said hangs on something.
bool hangs_on_condition(const Measures& measures, const SaidWords& words);

bool has_figures(const SaidWords& words);

// "Not": what stands behind it is not meant.
bool is_denial(std::string_view word, const Measures& measures);

// What the last part that holds anything is read as. Figures that are no answer put right what was
// said before, and not to the end: "sg1 3aa sorry 3ab".
template <class Part, class Read>
Reading read_last(const std::vector<Part>& parts, Read read) {
  constexpr std::size_t most = 8;  // whoever puts right more often is not made out
  auto reading = read(parts.back());
  const auto first = parts.size() > most ? parts.size() - most : 0;
  for (auto at = parts.size() - 1; at > first && reading.found == Reading::Found::nothing; --at) {
    if constexpr (std::is_same_v<Part, SaidWords>)
      if (has_figures(parts[at])) return Reading::unclear("put right, but not as a whole");
    reading = read(parts[at - 1]);
  }
  return reading;
}

}  // namespace kindbank::dialog
