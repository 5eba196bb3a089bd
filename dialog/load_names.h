// What stands around a name, from measures.<language>.yaml.
#pragma once

#include "dialog/naming_words.h"
#include "dialog/word_file.h"

namespace kindbank::dialog {

void read_names(WordFile& file, const YamlNode& root, NamingWords& names);

}  // namespace kindbank::dialog
