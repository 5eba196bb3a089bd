// How people say what help they need, from flows/words/need.<language>.yaml: which kind of help a
// text speaks of plainly, how something is asked for, what is no need although it speaks of help,
// and whether it is for somebody else. The kinds' other words are in ChoiceWords.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dialog/phrases.h"

namespace kindbank::dialog {

struct NeedWords {
  std::vector<std::pair<std::string, Phrases>> plainly;  // by the kind of help: "lift"
  Phrases asks;
  Phrases not_asked;
  Phrases for_others;
  Phrases not_for_others;  // taken out of a text before for_others is listened for
};

}  // namespace kindbank::dialog
