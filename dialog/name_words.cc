#include "dialog/name_words.h"

#include <algorithm>

#include "dialog/normal.h"
#include "dialog/unicode.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

bool is_straight_or_curly(char32_t c) {
  return c == U'\'' || c == U'`' || c == U'\u2018' || c == U'\u2019' || c == U'\u02BC';
}
bool is_hyphen(char32_t c) { return c == U'-' || c == U'\u2010' || c == U'\u2011'; }
bool ends_piece(char32_t c) {
  return std::u32string_view(U",.!?;:()\n\r/&\u2013\u2014\u2026").find(c) !=
         std::u32string_view::npos;
}

bool is_spoken_vowel(char32_t c) {
  return std::u32string_view(U"aeiouy").find(fold_case(c)) != std::u32string_view::npos;
}

// "JP", "AJ": nobody's name in capitals.
bool are_initials(const std::vector<char32_t>& letters) {
  if (letters.size() != 2) return false;
  return std::none_of(letters.begin(), letters.end(), is_spoken_vowel) || letters.back() == U'J';
}

}  // namespace

std::vector<NamePiece> name_pieces_of(const NamingWords& around, std::string_view text) {
  std::vector<NamePiece> pieces(1);
  std::vector<char32_t> word;
  const auto is_title = [&] {
    return around.titles.contains(join_words(words_of(without_accents(to_utf8(word)))));
  };
  const auto close_word = [&] {
    while (!word.empty() && (is_hyphen(word.back()) || word.back() == U'\'')) word.pop_back();
    if (word.empty()) return;
    auto typed = to_utf8(word);
    auto bare = join_words(words_of(without_accents(typed)));
    pieces.back().push_back({std::move(typed), std::move(bare)});
    word.clear();
  };
  for (const auto c : code_points(text)) {
    if (is_part_of_word(c)) {
      word.push_back(c);
    } else if (is_invisible(c)) {
      continue;
    } else if (is_straight_or_curly(c)) {
      if (!word.empty()) word.push_back(U'\'');
    } else if (is_hyphen(c) && !word.empty()) {
      word.push_back(U'-');
    } else if (c == U'.' && (word.size() == 1 || is_title())) {
      word.push_back(c);
    } else {
      close_word();
      const bool dash = is_hyphen(c);  // between two words, and in none
      if ((dash || ends_piece(c)) && !pieces.back().empty()) pieces.emplace_back();
    }
  }
  close_word();
  return pieces;
}

std::string with_capitals(const std::string& word) {
  auto letters = code_points(word);
  const bool has_small =
      std::any_of(letters.begin(), letters.end(), [](char32_t c) { return title_case(c) != c; });
  const bool has_capital =
      std::any_of(letters.begin(), letters.end(), [](char32_t c) { return fold_case(c) != c; });
  if ((has_small && has_capital) || are_initials(letters)) return word;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    const bool begins = at == 0 || is_hyphen(letters[at - 1]) || letters[at - 1] == U'.' ||
                        (letters[at - 1] == U'\'' && at == 2);
    letters[at] = begins ? title_case(letters[at]) : fold_case(letters[at]);
  }
  return to_utf8(letters);
}

std::string as_title(const std::string& word) {
  auto letters = code_points(word);
  for (std::size_t at = 0; at < letters.size(); ++at)
    letters[at] = at == 0 ? title_case(letters[at]) : fold_case(letters[at]);
  return to_utf8(letters);
}

}  // namespace kindbank::dialog
