// What somebody may have meant by a word that is not known: "did you mean".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

// Letters added, left out, exchanged, or swapped with their neighbour (optimal string alignment).
std::size_t slips(std::string_view from, std::string_view to);

// The candidate that is one or two slips of the keyboard away (one in a word of up to four
// letters), or "" where none is.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace kindbank::dialog
