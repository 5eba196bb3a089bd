// How people say yes and no in the languages that many towns speak, whether or not there are texts
// in them yet; a language's own file says more.
#pragma once

#include <string_view>

#include "dialog/answer_words.h"

namespace kindbank::dialog {

// Nothing in it for a language that is not among them. As plain() writes them, without accents.
const AnswerWords& common_answers(std::string_view language);

}  // namespace kindbank::dialog
