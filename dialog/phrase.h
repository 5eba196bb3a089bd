// Patterns over the words of a text, as the word lists in flows/words/ write them. A pattern is
// words in order: "he|she has a knife|gun" has alternatives, "8..17" is a number in that range,
// "..." is a gap of up to three words, "the|my?" may be left out, a "." on its own is the end of
// the text, and a leading "=" means that the text is nothing else. "cut my finger ! on purpose" is
// not heard where the text says "on purpose" as well, before or behind it. Spelling variants are
// put right on both sides, so one pattern "can not go on" hears "cant go on" too.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/result.h"

namespace kindbank::dialog {

// "cant" -> {"can", "not"}
using Spellings = std::map<std::string, std::vector<std::string>, std::less<>>;

std::vector<std::string> respell(const std::vector<std::string>& words, const Spellings& spellings);

class Phrase {
 public:
  static Result<Phrase> read(std::string_view pattern, const Spellings& spellings);

  // The length of what it matches from `start` on, in words; 0 for no match.
  std::size_t match_at(const std::vector<std::string>& words, std::size_t start) const;
  bool matches(const std::vector<std::string>& words) const;

  // What it may begin with; empty for a number.
  const std::vector<std::string>& first_words() const { return pieces_.front().alternatives; }

  // Texts that say it in full: one with each of its alternatives, in the words that are listened
  // to.
  std::vector<std::vector<std::string>> samples() const;

  const std::string& text() const { return text_; }

 private:
  struct Piece {
    std::vector<std::string> alternatives;
    long from = 0;  // of a range; 0..0: none
    long to = 0;
    bool gap = false;
    bool optional = false;
    bool end = false;  // of the text

    bool is_certain() const { return !gap && !optional; }
  };

  using Pieces = std::vector<Piece>;

  static Result<Pieces> read_token(std::string token, const Spellings& spellings);
  static bool is_well_formed(const Pieces& pieces);
  static bool piece_matches(const Piece& piece, const std::string& word);
  // Where what matches from `at` on ends.
  static std::size_t match_from(const Pieces& pieces, const std::vector<std::string>& words,
                                std::size_t at, std::size_t piece);
  static bool is_in(const Pieces& pieces, const std::vector<std::string>& words);

  std::string text_;
  Pieces pieces_;
  std::vector<Pieces> not_with_;  // with any of them it is not meant
  bool whole_ = false;
};

}  // namespace kindbank::dialog
