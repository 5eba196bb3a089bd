// Texts as pictures show them: short, and in lines of a few words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/time.h"

namespace kindbank::bot {

// At most so many characters, cut between words and with "..." where something is left out.
std::string shortened(std::string_view text, std::size_t most);

// Lines of at most so many characters; a longer word stands alone.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// "a, b, c +2": the first ones, and how many more there are.
std::string enumerated(const std::vector<std::string>& names, std::size_t most);

// As flows write it: "30m", "24h", "1h30m", "2d".
std::string say_span(Duration span);

}  // namespace kindbank::bot
