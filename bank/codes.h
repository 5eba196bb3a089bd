// The short things that people type and say: job codes like K4T7 and door words like BLUEBELL.
// Letters and digits that look alike are left out of codes; a code is letter, digit, letter, digit,
// so it is never a word that the bot listens for.
#pragma once

#include <string>

#include "store/ids.h"

namespace kindbank::bank {

// Codes are short, so one may be taken already: this often another is drawn.
inline constexpr int code_draws = 20;

std::string draw_code(store::Ids& ids);
std::string draw_door_word(store::Ids& ids);

}  // namespace kindbank::bank
