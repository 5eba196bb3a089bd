// The marks of a text that speaks of a time among other things: "need someone 2 take dad 2 the
// dentist on the 1st at quarter past 10". What stands beside nothing of a time is made a word.
#pragma once

#include <vector>

#include "dialog/time_marks.h"

namespace kindbank::dialog {

std::vector<TimeMark> time_among(const std::vector<TimeMark>& marks);

}  // namespace kindbank::dialog
