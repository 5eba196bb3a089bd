#include "dialog/read_code.h"

#include <algorithm>
#include <set>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

std::string in_capitals(std::string code) {
  std::transform(code.begin(), code.end(), code.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return code;
}

// The characters of a word that is a piece of a code: "7", "n7", "aitch", "seven".
std::string piece_of(const SpokenSigns& signs, const std::string& word) {
  if (const auto digit = signs.digit(word); digit && word != "o") return {*digit};
  if (const auto letter = signs.letter(word)) return {*letter};
  return word.size() <= 2 ? word : std::string{};
}

// "T 4 m 2 it says", "kod to r5 h2": pieces in a row that are a code, and no others.
Reading read_pieces_among(const SaidWords& words) {
  constexpr std::size_t length = 4;
  std::set<std::string> found;
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::string code;
    for (auto next = at; next < words.size() && words[next].size() <= 2 && code.size() < length;
         ++next)
      code += words[next];
    if (is_code(code)) found.insert(std::move(code));
  }
  if (found.size() != 1) return Reading::nothing("no job code in it");
  return Reading::of(in_capitals(*found.begin()), "a job code in pieces");
}

Reading read_pieces(const SaidWords& words, const Measures& measures) {
  const auto is_beside = [&](const std::string& word) {
    return contains(measures.beside_code, word);
  };
  auto from = words.begin();
  auto to = words.end();
  while (from != to && is_beside(*from)) ++from;
  while (from != to && is_beside(*(to - 1))) --to;
  std::string code;
  for (; from != to; ++from) {
    const bool double_u = *from == "double" && from + 1 != to && *(from + 1) == "u";
    const auto piece = double_u ? std::string("w") : piece_of(measures.signs, *from);
    if (double_u) ++from;
    if (piece.empty()) return Reading::nothing("no job code in it");
    code += piece;
  }
  if (!is_code(code)) return Reading::nothing("no job code in it");
  return Reading::of(in_capitals(std::move(code)), "a job code in pieces");
}

Reading read_whole(const SaidWords& words, const Measures& measures) {
  std::set<std::string> found;
  for (std::size_t at = 0; at < words.size(); ++at)
    if (is_code(words[at]) && (at == 0 || !is_denial(words[at - 1], measures)))
      found.insert(words[at]);
  if (found.empty()) {
    const auto pieces = read_pieces(words, measures);
    return pieces ? pieces : read_pieces_among(words);
  }
  if (found.size() > 1) return Reading::unclear("more than one job code");
  return Reading::of(in_capitals(*found.begin()), "the one job code in it");
}

}  // namespace

Reading read_code(const Measures& measures, std::string_view text) {
  const auto parts = said_parts(bare_words_of(text), measures);
  return read_last(parts, [&](const SaidWords& part) { return read_whole(part, measures); });
}

}  // namespace kindbank::dialog
