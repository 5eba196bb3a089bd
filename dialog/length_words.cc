#include "dialog/length_words.h"

#include <utility>

#include "dialog/unicode.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

bool is_figure(char32_t c) { return c >= U'0' && c <= U'9'; }

// What may stand within a figure: "1.5", "1,5", "1:30", "3/4".
bool joins_figures(char32_t c) { return c == U'.' || c == U',' || c == U':' || c == U'/'; }

bool is_dash(char32_t c) { return c == U'-' || c == U'\u2013'; }

// "9.30 - 10.45": with a space between, too.
bool before_figure_at(const std::vector<char32_t>& characters, std::size_t at) {
  while (at < characters.size() && characters[at] == U' ') ++at;
  return at < characters.size() && is_figure(characters[at]);
}

std::string_view vulgar_fraction(char32_t c) {
  if (c == U'\u00BD') return "1/2";
  if (c == U'\u00BC') return "1/4";
  if (c == U'\u00BE') return "3/4";
  return {};
}

}  // namespace

std::vector<std::string> length_words_of(std::string_view text) {
  const auto characters = code_points(without_accents(text));
  std::vector<std::string> words;
  std::string word;
  bool figures = false;
  const auto close = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  for (std::size_t at = 0; at < characters.size(); ++at) {
    const auto c = characters[at];
    const bool before_figure = at + 1 < characters.size() && is_figure(characters[at + 1]);
    if (c == U'\'' || c == U'\u2019' || is_invisible(c)) continue;
    if (const auto fraction = vulgar_fraction(c); !fraction.empty()) {
      close();
      words.emplace_back(fraction);
    } else if (is_figure(c) || (figures && !word.empty() && joins_figures(c) && before_figure)) {
      if (!figures) close();
      figures = true;
      word += static_cast<char>(c);
    } else if (is_part_of_word(c)) {
      if (figures) close();
      figures = false;
      word += to_utf8(fold_case(c));
    } else {
      close();
      if (is_dash(c) && !words.empty() && before_figure_at(characters, at + 1))
        words.emplace_back("-");
      if (c == U'&' || c == U'+') words.emplace_back("and");
    }
  }
  close();
  return words;
}

}  // namespace kindbank::dialog
