// One of our job codes: letter, digit, letter, digit, as "K4T7". Somewhere in the text, or in
// pieces and by their names where the text says nothing else: "R 7 H 3", "aitch 2 b 6".
#pragma once

#include "dialog/measures.h"
#include "dialog/reading.h"

namespace kindbank::dialog {

Reading read_code(const Measures& measures, std::string_view text);

}  // namespace kindbank::dialog
