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
  Phrases taken_out;  // of a text before anything is listened for: "not a lift", "garden centre"
  Phrases asks;
  Phrases wishes;  // a sentence that has one of `tells` and none of these only tells of something
  Phrases tells;
  Phrases asks_outright;  // a need whatever else is said: "can someone", "but i need"
  Phrases not_asked;
  Phrases opens_question;  // as the first two words: "did you", "what time"
  Phrases for_others_plainly;
  Phrases for_me;
  Phrases for_others;             // somebody is spoken of; counts where nothing is for_me
  Phrases for_another_after_all;  // whole texts in mid-talk: "it is for my mum"
  Phrases not_for_others;         // taken out of a text before those three are listened for
};

}  // namespace kindbank::dialog
