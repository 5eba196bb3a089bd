// One item of starts_on may stand for many messages: "he|she" is either word, "(im|i am)" either of
// these, and what a "?" stands behind may be left out: "sorry? (im|i am) late {words}?".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialog/result.h"

namespace kindbank::dialog {

// So many at most, lest a slip fill the memory.
inline constexpr std::size_t max_ways_to_start = 400;

// Every message that is meant, in order and once; or what is wrong, as the end of a sentence that
// begins with what is written.
Result<std::vector<std::string>> ways_to_start(std::string_view written);

}  // namespace kindbank::dialog
