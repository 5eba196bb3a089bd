// A text that puts right what was said before: "no sorry, wednesday".
#pragma once

#include <optional>
#include <string>

#include "dialog/said_parts.h"

namespace kindbank::dialog {

// A text that begins with a word for putting right, and says something behind it.
struct Correction {
  SaidWords rest;
  bool firm = false;  // "i meant", which cannot be meant for what is asked now
};

std::optional<Correction> correction_in(const std::string& text, const Measures& measures);

// Where a word may end.
inline constexpr std::string_view word_stops = " \t\r\n,.;!-";

// Those last words as they stand in the text: "14:30", and not "14 30".
std::string as_written(const std::string& text, const SaidWords& last);

}  // namespace kindbank::dialog
