// What somebody may have meant by a word that is not known: "did you mean".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

// The candidate that is one or two slips of the keyboard away (one in a word of up to four
// letters), or "" where none is.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace kindbank::dialog
