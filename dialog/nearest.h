// What somebody may have meant by a word that is not known: "did you mean".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

// Letters added, left out, exchanged, or swapped with their neighbour: the fewest that make one
// word the other (optimal string alignment).
std::size_t slips(std::string_view from, std::string_view to);

// Whether so few slips could make one word the other; quick, and seldom wrong in saying that they
// could.
bool may_be_slips(std::string_view from, std::string_view to, std::size_t most);

// Whether at most one slip makes one word the other.
bool is_one_slip(std::string_view from, std::string_view to);

// Whether a word is one slip away from what was meant (two from eight letters on). Under four
// letters none is; up to five no letter is taken for another, since most short words have such a
// neighbour ("loft" is no lift).
bool is_slip(std::string_view word, std::string_view meant);

// The candidate that is one or two slips of the keyboard away (one in a word of up to four
// letters), or "" where none is.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace kindbank::dialog
