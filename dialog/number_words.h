// Amounts as people write them, in digits or in words of their language or of English: "12",
// "twenty five", "a couple", "half a dozen", "dwadzieścia pięć", "douăzeci și cinci".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

struct Amount {
  long value = 0;
  std::size_t words = 0;  // how many it took
};

// The amount that begins there, in words without accents. "One" at the end of "this one" is none of
// its business: whoever asks knows what stands around it.
std::optional<Amount> amount_at(const std::vector<std::string>& words, std::size_t at,
                                std::string_view language);

// "sevn": a number word with one slip of the keyboard and no letter exchanged for another.
std::optional<long> misspelt_amount(const std::string& word);

}  // namespace kindbank::dialog
