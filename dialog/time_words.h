// The words that speak of days and hours, a table a language.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "dialog/time_marks.h"

namespace kindbank::dialog {

// Phrases of up to four words, small, without accents and apostrophes; a space between.
using TimeWords = std::unordered_map<std::string, TimeMark>;

// English, and over it what the language means by the same word.
const TimeWords& time_words(std::string_view language);

// Whether a language has words of its own here: "en", "pl" and "ro" have.
bool has_time_words(std::string_view language);

inline constexpr std::size_t longest_time_phrase = 4;  // words

}  // namespace kindbank::dialog
