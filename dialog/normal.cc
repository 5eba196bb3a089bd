#include "dialog/normal.h"

#include <algorithm>
#include <array>

#include "dialog/unicode.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'`' || c == U'\u2018' || c == U'\u2019' || c == U'\u02BC' ||
         c == U'\u00B4';
}

// What makes a picture of the digit before it.
bool is_keycap(char32_t c) { return c == U'\uFE0F' || c == U'\u20E3'; }

// The wide letters of East Asian keyboards, and what some people decorate their texts with.
char32_t narrow(char32_t c) { return c >= U'\uFF01' && c <= U'\uFF5E' ? c - 0xFEE0U : c; }

// The small letter or the digit, and 0 for what ends a word: most of what people text is ASCII, and
// needs no table of Unicode's.
constexpr char ascii_in_word(char32_t c) {
  const auto letter = static_cast<char>(c);
  if (letter >= 'A' && letter <= 'Z') return static_cast<char>(letter - 'A' + 'a');
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ? letter : '\0';
}

bool is_ascii_apostrophe(char c) { return c == '\'' || c == '`'; }

// The small letter of each sign, and 0 for what ends a word.
constexpr auto small_letters = [] {
  std::array<char, 128> letters{};
  for (std::size_t c = 0; c < letters.size(); ++c)
    letters[c] = ascii_in_word(static_cast<char32_t>(c));
  return letters;
}();

std::vector<std::string> words_of_ascii(std::string_view text) {
  std::vector<std::string> words;
  words.reserve(text.size() / 2 + 1);
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = [&] { return small_letters[static_cast<unsigned char>(text[at])]; };
    const auto from = at;
    bool whole = true;
    for (; at < text.size() && (letter() != '\0' || is_ascii_apostrophe(text[at])); ++at)
      whole = whole && letter() != '\0';
    if (at == from) {
      ++at;
      continue;
    }
    std::string word(text.substr(from, at - from));
    if (!whole) std::erase_if(word, is_ascii_apostrophe);
    for (auto& c : word) c = small_letters[static_cast<unsigned char>(c)];
    if (!word.empty()) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  if (is_ascii(text)) return words_of_ascii(text);
  std::vector<std::string> words;
  std::string word;
  for (char32_t wide : code_points(text)) {
    const auto c = narrow(wide);
    if (is_apostrophe(c)) continue;
    const char letter = c < 0x80 ? ascii_in_word(c) : '\0';
    if (letter != '\0') {
      word += letter;
    } else if (c >= 0x80 && (is_invisible(c) || is_keycap(c))) {
      continue;
    } else if (c >= 0x80 && is_part_of_word(c)) {
      const char digit = digit_of(c);
      word += digit != '\0' ? std::string(1, digit) : to_utf8(fold_case(c));
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string join_words(const std::vector<std::string>& words) {
  std::string joined;
  for (const auto& word : words) {
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return joined;
}

std::string plain(std::string_view text) { return join_words(words_of(text)); }

// The first letter tells most texts apart.
bool is_plainly(std::string_view text, std::string_view words) {
  const auto first = text.empty() ? 0U : static_cast<unsigned char>(text.front());
  const char letter = first < small_letters.size() ? small_letters[first] : '\0';
  if (letter != '\0' && (words.empty() || letter != words.front())) return false;
  return plain(text) == words;
}

bool all_digits(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

bool is_code(std::string_view word) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return word.size() == 4 && letter(word[0]) && digit(word[1]) && letter(word[2]) && digit(word[3]);
}

}  // namespace kindbank::dialog
