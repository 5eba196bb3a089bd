// Yes, no, or a yes that hangs on something ("yes but friday"), as people text it: "yh go on then",
// "no sorry i mean yes", "yes no problem". Where both or neither may be meant it is asked again.
#pragma once

#include "dialog/agreeing_words.h"
#include "dialog/answer_words.h"
#include "dialog/reading.h"

namespace kindbank::dialog {

// "yes", "no" or "yes_but". `language` is the one that the words are of.
Reading read_yes_no(const AgreeingWords& agreeing, const AnswerWords& words, std::string_view text,
                    std::string_view language);

// The whole text is one of these.
bool is_plain_yes(const AnswerWords& words, std::string_view text);
bool is_plain_no(const AnswerWords& words, std::string_view text);

}  // namespace kindbank::dialog
