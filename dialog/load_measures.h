// flows/words/measures.<language>.yaml, read: days, hours, numbers and lengths as a language says
// them (dialog/measures.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialog/measures.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

// `known` are the measures that these words go before: for another language the English ones. What
// is wrong with the file is added to `findings`. Never throws, whatever the text is.
Measures read_measures(std::string_view text, const std::string& file, Measures known,
                       std::vector<Finding>& findings);

}  // namespace kindbank::dialog
