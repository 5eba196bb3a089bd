// What a crisis list must hold before anybody relies on it: the classes, the numbers that each
// answers with, no line that is dead, and no harmless phrase behind which a crisis is not heard.
#pragma once

#include "dialog/words.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

// Of crisis.<language>.yaml, and of the words that were read from it.
std::vector<Finding> check_crisis_list(const YamlNode& root, const Words& words);

}  // namespace kindbank::dialog
