// The words and numbers of a text about a time, small and without accents: "On Tues. 14.30-16" is
// "on", "tues", "14.30", "until", "16".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

constexpr bool is_numeral(char c) { return c >= '0' && c <= '9'; }
// What may stand between the digits of an hour or a date.
constexpr bool is_sign(char c) { return c == '.' || c == ':' || c == '/' || c == '-'; }

std::vector<std::string> time_pieces_of(std::string_view text);

// As phrases of TimeWords are written: small, without accents and apostrophes, a space between.
std::string time_phrase_of(std::string_view text);

}  // namespace kindbank::dialog
