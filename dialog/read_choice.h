// One of the offered answers: by its number, its key, its label or the label's first word, by other
// words for it, or a slip of the keyboard away. Two of them at once are asked about, but where
// somebody puts themselves right the last stands.
#pragma once

#include <vector>

#include "dialog/choice_words.h"
#include "dialog/flow.h"
#include "dialog/measures.h"
#include "dialog/reading.h"

namespace kindbank::dialog {

Reading read_choice(const std::vector<Choice>& choices, const ChoiceWords& other_words,
                    const Measures& measures, std::string_view text);

}  // namespace kindbank::dialog
