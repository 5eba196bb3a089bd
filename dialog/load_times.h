// The words of measures.<language>.yaml that speak of days and hours.
#pragma once

#include <map>
#include <string>

#include "dialog/time_words.h"
#include "dialog/word_file.h"

namespace kindbank::dialog {

// What each phrase of this file means; `time` has it then.
std::map<std::string, TimeMark> read_times(WordFile& file, const YamlNode& root, TimeWords& time);

}  // namespace kindbank::dialog
