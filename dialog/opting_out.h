// How people stop our texts and start them again. The public names of these words are in
// dialog/gate.h.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "dialog/saying_words.h"

namespace kindbank::dialog {

// Of whole messages without courtesies, so that "please stop by at 3" stops nobody.
bool says_stop(const SayingWords& sayings, std::span<const std::string> bare);
// "START", "start my texts again".
bool says_start(const SayingWords& sayings, const std::vector<std::string>& bare);

}  // namespace kindbank::dialog
