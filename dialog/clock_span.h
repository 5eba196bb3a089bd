// From one hour of the day to another: "10 til 12", "2pm to 3.30pm", "half 9 till 12". How long
// that is, in minutes.
#pragma once

#include "dialog/reading.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {

// `words` are those of length_words_of.
Reading read_clock_span(const SaidWords& words, const Measures& measures);

}  // namespace kindbank::dialog
