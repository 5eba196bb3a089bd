// What an author's hand does to the structure of a flow, one edit at a time: a target, key, type,
// fact or outcome is misspelt or becomes another one that there is, and a key, step, choice or
// timer changes its place, goes or comes twice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::bot {

struct Edit {
  enum class Of { target, key, type, order, deletion, duplication, fact, outcome, reading };
  Of of = Of::key;
  std::string what;  // "12: misspell then.set as sett"
  std::string text;  // the whole file after it
  std::string key;   // that it was made at: "next"
  std::string step;  // that it was made in, or ""
  std::string name;  // that it wrote where another stood, or ""
  int first = 0;     // the lines that it touched, in the text after it
  int last = 0;
  int moved = 0;  // how far it moved down those behind them
};

// All that can be made of this flow, in the file's order.
std::vector<Edit> edits_of(std::string_view text);

}  // namespace kindbank::bot
