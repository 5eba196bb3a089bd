// What the bank itself puts into a text, as another language says it: kinds of help, days and hours
// come in English ("a lift", "by Tue 24 Nov", "Tue 24 Nov, 2pm"), by the phrases of the language's
// file ("podwózka", "do wt. 24 lis", "wt. 24 lis, 14.00").
#pragma once

#include <string>
#include <string_view>

#include "dialog/conversation.h"
#include "dialog/language.h"

namespace kindbank::dialog {

// The English as it is where the language does not have all of its words; hours are of 24.
std::string in_words_of(const Language& language, std::string_view english_words);

// The facts that the bank words so, each in the language; a name stays what it is.
Facts in_words_of(const Language& language, Facts facts);

}  // namespace kindbank::dialog
