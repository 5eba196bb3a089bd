// How letters and digits are called, from measures.<language>.yaml.
#pragma once

#include "dialog/spoken_sign.h"
#include "dialog/word_file.h"

namespace kindbank::dialog {

void read_signs(WordFile& file, const YamlNode& root, SpokenSigns& signs);

}  // namespace kindbank::dialog
