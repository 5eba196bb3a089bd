// What is heard of somebody with a job who says in their own words that it will not go as agreed.
#include <algorithm>

#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/talk.h"

namespace kindbank::dialog {

// "Yes but i cant come friday" is no such thing; "ok sorry i cant come" is.
bool Talk::says_cannot_come(const std::string& text) const {
  const auto heard = respell(bare_words_of(text), words_.written_out);
  const auto begins_with = [&](const std::vector<std::string>& list) {
    return !heard.empty() && std::find(list.begin(), list.end(), heard.front()) != list.end();
  };
  if (begins_with(words_.answers.yes) && !begins_with(words_.answers.courtesies)) return false;
  return std::any_of(words_.repairs.begin(), words_.repairs.end(), [&](const auto& repair) {
    const auto& [language, words] = repair;
    return (language == english || language == known_.language) &&
           words.cannot_come.first_in(heard) != nullptr;
  });
}

// Somebody with a job says in their own words that it will not go as agreed: they are asked what is
// to be done about it.
Talk::Took Talk::hear_cannot_come(const std::string& text) {
  if (flows_.current(change_flow) == nullptr || !says_cannot_come(text)) return Took::no;
  if (!known_.has_job()) return Took::no;
  begin_word(change_flow, {{"asked", "cannot_come"}});
  return Took::yes;
}

}  // namespace kindbank::dialog
