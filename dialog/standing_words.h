// The words that are heard in any state when they are the whole message, and how people say them in
// their own words. The public names of these words are in dialog/gate.h.
#pragma once

#include <string>
#include <vector>

namespace kindbank::dialog {

// What is said in whole messages is short; a story is none of them, and is not looked through.
inline constexpr std::size_t longest_saying = 20;  // words, without courtesies

// The standing word that the whole text is, plain, or "".
std::string standing_word_of(const std::vector<std::string>& heard);

}  // namespace kindbank::dialog
