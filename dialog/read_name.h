// What somebody wants to be called: "hiya its maureen" is Maureen, "Robert but everyone calls me
// Bob" is Bob. As it was typed, but a word all in small letters or all in capitals gets one
// capital. What reads like a sentence or a question is no name.
#pragma once

#include <string>
#include <string_view>

#include "dialog/answer_words.h"
#include "dialog/measures.h"
#include "dialog/reading.h"

namespace kindbank::dialog {

Reading read_name(const AnswerWords& words, const Measures& measures, std::string_view text);

// The name that a text gives without being asked ("my name is Pat"); "" where it may be about
// something else ("its urgent", "call me today").
std::string plainly_named(const AnswerWords& words, const Measures& measures,
                          std::string_view text);

}  // namespace kindbank::dialog
