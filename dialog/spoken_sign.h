// Letters and digits by their names, as they are told over a phone and written by voice-to-text:
// "aitch two bee six", "double oh", "tango".
#pragma once

#include <optional>
#include <string_view>

namespace kindbank::dialog {

std::optional<char> spoken_digit(std::string_view word);   // '0' to '9'
std::optional<char> spoken_letter(std::string_view word);  // 'a' to 'z', never of a single letter

}  // namespace kindbank::dialog
