// A question whether somebody is of an age ("Are you 18 or over?") is answered by an age as well as
// by yes and no.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kindbank::dialog {

// 18 of "Are you 18 or over?"; nothing where no age is asked for.
std::optional<int> age_asked(std::string_view question);

// "I'm 82", "over 18" and "yes I am over 18" are "yes", "under 18" is "no"; nothing where the text
// says anything else besides.
std::optional<std::string> read_age(int at_least, std::string_view text);

}  // namespace kindbank::dialog
