// A text as its words: folded to lower case, apostrophes gone, everything else that is no letter or
// digit taken as a gap. "Don't STOP!" is {"dont", "stop"}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

std::vector<std::string> words_of(std::string_view text);

// The words with one space between.
std::string plain(std::string_view text);
// Whether plain(text) is `words`, mostly without writing it.
bool is_plainly(std::string_view text, std::string_view words);
std::string join_words(const std::vector<std::string>& words);

// "12", and no other sign.
bool all_digits(std::string_view word);

// Whether a word has the form of our job codes: letter, digit, letter, digit ("k4t7").
bool is_code(std::string_view word);

}  // namespace kindbank::dialog
