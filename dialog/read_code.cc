#include "dialog/read_code.h"

#include <algorithm>
#include <array>
#include <set>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/spoken_sign.h"

namespace kindbank::dialog {
namespace {

std::string in_capitals(std::string code) {
  std::transform(code.begin(), code.end(), code.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return code;
}

// What may stand beside a code that is said in pieces.
bool is_beside_code(std::string_view word) {
  constexpr std::array<std::string_view, 24> words = {
      "job",  "code",   "the", "its",    "it", "is", "my", "number", "for", "thats", "i",   "think",
      "love", "please", "pls", "thanks", "ta", "x",  "hi", "kod",    "cod", "yes",   "was", "this"};
  return contains(words, word);
}

// The characters of a word that is a piece of a code: "7", "n7", "aitch", "seven".
std::string piece_of(const std::string& word) {
  if (const auto digit = spoken_digit(word); digit && word != "o") return {*digit};
  if (const auto letter = spoken_letter(word)) return {*letter};
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

Reading read_pieces(const SaidWords& words) {
  auto from = words.begin();
  auto to = words.end();
  while (from != to && is_beside_code(*from)) ++from;
  while (from != to && is_beside_code(*(to - 1))) --to;
  std::string code;
  for (; from != to; ++from) {
    const bool double_u = *from == "double" && from + 1 != to && *(from + 1) == "u";
    const auto piece = double_u ? std::string("w") : piece_of(*from);
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
    const auto pieces = read_pieces(words);
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
