// How people put a talk right when it goes astray, in one language, from
// flows/words/repairs.<language>.yaml: patterns as in the crisis list (dialog/phrase.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialog/phrases.h"

namespace kindbank::dialog {

struct RepairWords {
  Spellings spellings;
  Phrases again;         // "pardon?": the question is said again
  Phrases small_talk;    // "how are you": a short kind word, and the question again
  Phrases skip;          // "rather not say": they would leave the question out
  Phrases asks_why;      // "why do you need it": they are told, and the question stands
  Phrases auto_replies;  // "I am driving": a telephone wrote it, and nobody waits for an answer
  Phrases cannot_come;   // of somebody with a job: it is to be changed
  Phrases not_come;      // the same: the other one is not there
  Phrases asks_when;     // the same: whether and when somebody comes is asked
  Phrases asks_where;    // the same: where to go is asked
  std::vector<std::string> before_hour{};  // "be there at": of a helper who says when they come

  bool says(const Phrases& one_of_them, std::string_view text) const;
};

// No word at all, but signs or pictures; what asks something ("?") is none of them.
bool is_wordless(std::string_view text);

}  // namespace kindbank::dialog
