// Patterns over the words of a text, as the word lists in flows/words/ write them. A pattern is
// words in order: "he|she has a knife|gun" has alternatives, "8..17" is a number in that range,
// "..." is a gap of up to three words, "the|my?" may be left out, a "." on its own is the end of
// the text, and a leading "=" means that the text is nothing else. "cut my finger ! on purpose" is
// not heard where the text says "on purpose" as well, before or behind it. Spelling variants are
// put right on both sides, so one pattern "can not go on" hears "cant go on" too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dialog/result.h"
#include "dialog/vocabulary.h"

namespace kindbank::dialog {

// "cant" -> {"can", "not"}
using Spellings = std::unordered_map<std::string, std::vector<std::string>>;

std::vector<std::string> respell(const std::vector<std::string>& words, const Spellings& spellings);

class Phrase {
 public:
  using Numbers = std::vector<Vocabulary::Number>;

  static Result<Phrase> read(std::string_view pattern, const Spellings& spellings);

  // Its words as that vocabulary numbers them, before anything is matched.
  void learn(Vocabulary& vocabulary);

  // The length of what it matches from `start` on, in words; 0 for no match.
  std::size_t match_at(const Numbers& text, std::size_t start) const;
  // Whether none of what it is not meant with is said, wherever it matches.
  bool is_meant_in(const Numbers& text) const;

  // What may stand so many words behind its first one: these words, any number, or anything.
  struct Beginning {
    Numbers words;
    bool values = false;
    bool anything = false;
  };
  Beginning begins_with(std::size_t behind) const;

  // Texts that say it in full: one with each of its alternatives, in the words that are listened
  // to.
  std::vector<std::vector<std::string>> samples() const;

  const std::string& text() const { return text_; }

 private:
  struct Piece {
    std::vector<std::string> alternatives;
    Numbers numbers;  // of the alternatives
    long from = 0;    // of a range; 0..0: none
    long to = 0;
    bool gap = false;
    bool optional = false;
    bool end = false;  // of the text

    bool is_certain() const { return !gap && !optional; }
  };

  using Pieces = std::vector<Piece>;

  static Result<Pieces> read_token(std::string token, const Spellings& spellings);
  static bool is_well_formed(const Pieces& pieces);
  static void learn(Pieces& pieces, Vocabulary& vocabulary);
  static bool piece_matches(const Piece& piece, Vocabulary::Number word);
  // Where what matches from `at` on ends.
  static std::size_t match_from(const Pieces& pieces, const Numbers& text, std::size_t at,
                                std::size_t piece);
  static bool is_in(const Pieces& pieces, const Numbers& text);
  // The pieces that may stand at the place of that one, since what is before them may be left out.
  std::vector<std::size_t> standing_at(std::size_t piece) const;

  std::string text_;
  Pieces pieces_;
  std::vector<Pieces> not_with_;  // with any of them it is not meant
  bool whole_ = false;
};

}  // namespace kindbank::dialog
