// Slips of an author's hand in the text of a flow: a name or key misspelt, a value of another kind,
// a key left out, given twice or moved. Only slips: to leave out a choice, a wish to be silent
// longer or one of several start words writes another flow, which nobody can refuse.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::bot {

struct Edit {
  std::string what;        // "12: misspell then.set as sett"
  std::string text;        // the whole file after it
  std::size_t before = 0;  // bytes of the file before it
  int first = 0;           // the lines that it touched, in the text after it
  int last = 0;
  std::string named;    // the word that it touched
  std::string removed;  // what stood there
  std::string step;     // that it was made in, or ""
};

// All that can be made of this flow, in the file's order.
std::vector<Edit> edits_of(std::string_view text);

}  // namespace kindbank::bot
