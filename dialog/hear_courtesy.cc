// What is heard of somebody who says thank you, or OK to a text that asked nothing.
#include <algorithm>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/talk.h"

namespace kindbank::dialog {

bool Talk::is_courtesy(const std::string& text) const {
  const auto is_in = [text = plain(text)](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), text) != list.end();
  };
  return is_in(words_.answers.courtesies) || is_in(words_.farewells) ||
         (language_ != nullptr && contains(language_->answers.courtesies, heard_as(text)));
}

// THANKS, where a visit is over and nobody has been thanked for it: their helper is meant.
Talk::Took Talk::hear_thanks(const std::string& text) {
  if (talk().open && !is_menu(*talk().open)) return Took::no;
  const auto start = start_of(text);
  if (!start || start->flow != thanks_flow || known_.list("visits_to_thank").empty())
    return Took::no;
  begin_word(thanks_flow, start->slots);
  return Took::yes;
}

// "Thank you" is no misunderstanding, and an answer to it would only cost: what is open stays so.
// "Ok" may be meant as an answer, and is heard as one; so is a choice of that name, and a picture.
Talk::Took Talk::hear_courtesy(const std::string& text) {
  if (!is_courtesy(text) && !is_wordless(text)) return Took::no;
  if (!talk().open || is_menu(*talk().open)) return known_.member == 0 ? Took::no : Took::yes;
  return is_wordless(text) || is_short(text) || names_a_choice(plain(text)) ? Took::no : Took::yes;
}

// What was said last asked nothing: an OK to it answers no question from before.
Talk::Took Talk::hear_courtesy_to_notice(const std::string& text) {
  const bool notice = talk().last_said == Conversation::LastSaid::notice ||
                      known_.sent_last == Known::SentLast::alert;
  if (!notice || !is_courtesy(text)) return Took::no;
  if (!talk().open) return known_.member == 0 ? Took::no : Took::yes;
  if (is_short(text) && !is_menu(*talk().open)) ask_again({});
  return Took::yes;
}

}  // namespace kindbank::dialog
