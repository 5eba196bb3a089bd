// The words that are heard in any state when they are the whole message, and how people say them in
// their own words. The public names of these words are in dialog/gate.h.
#pragma once

#include <string>
#include <vector>

#include "dialog/saying_words.h"

namespace kindbank::dialog {

// The standing word that the whole text is, plain, or "".
std::string standing_word_of(const SayingWords& sayings, const std::vector<std::string>& heard);

}  // namespace kindbank::dialog
