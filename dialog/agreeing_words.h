// The words by which a text is told to say yes or no where it is none of the whole answers, from
// flows/words/agreeing.<language>.yaml. Those of all languages are heard at once, for who has just
// come has not said theirs.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

#include "dialog/phrases.h"

namespace kindbank::dialog {

struct AgreeingWords {
  using Set = std::unordered_set<std::string>;
  Set around;     // "please": said around an answer, and nothing in it
  Set opens_yes;  // certain by themselves, where nothing behind them is against it
  Set opens_no;
  Set no_but;      // behind a no they make something else of it: "no idea"
  Set harmless;    // behind a denial they leave a yes one: "yes no problem"
  Set denials;     // behind a yes they are against it
  Set conditions;  // behind a yes it may hang on them: "yes after 5"
  Set against;     // "but": behind a no something for it, behind what agrees something against it
  Set puts_right;  // "i mean": what stands behind it counts
  // By language: a no in others, and in that one a mere "well".
  std::map<std::string, Set, std::less<>> well;
  std::shared_ptr<Vocabulary> vocabulary = std::make_shared<Vocabulary>();  // of the sayings
  Phrases says_yes{vocabulary};
  Phrases says_no{vocabulary};
  Phrases would{vocabulary};  // "i would but": no yes that hangs on something
  Phrases says_neither{vocabulary};
  Phrases no_condition{vocabulary};  // "if its no trouble": nothing hangs on it
};

}  // namespace kindbank::dialog
