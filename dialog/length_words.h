// A text about hours and minutes as its words and figures: "1½hrs" is {"1", "1/2", "hrs"}, "1h30"
// is {"1", "h", "30"}, and "2pm-3.30pm" is {"2", "pm", "-", "3.30", "pm"}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

std::vector<std::string> length_words_of(std::string_view text);

}  // namespace kindbank::dialog
