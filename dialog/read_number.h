// A count of something: digits or a word, "a couple", "x2", "4ish", "twice". Two numbers, an hour
// or a number of times a week (where times a month are asked) are asked again.
#pragma once

#include "dialog/reading.h"

namespace kindbank::dialog {

Reading read_number(std::string_view text, std::string_view language);

}  // namespace kindbank::dialog
