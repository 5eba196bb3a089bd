// A count of something: digits or a word, "a couple", "x2", "4ish", "twice". Two numbers, an hour
// or a number of times a week (where times a month are asked) are asked again.
#pragma once

#include "dialog/measures.h"
#include "dialog/reading.h"

namespace kindbank::dialog {

Reading read_number(const Measures& measures, std::string_view text);

}  // namespace kindbank::dialog
