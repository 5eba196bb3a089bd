#include "dialog/prose.h"

#include <algorithm>

#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

bool is_vowel(char letter) {
  return std::string_view{"aeiouy"}.find(letter) != std::string_view::npos;
}

// What ends a word without being heard: "like", "texted" has it heard, "asked" has not.
bool ends_unheard(std::string_view word) {
  if (word.size() < 3) return false;
  const char before = word[word.size() - 2];
  if (word.ends_with("le")) return is_vowel(word[word.size() - 3]);
  if (word.ends_with('e')) return !is_vowel(before);
  const char root = word[word.size() - 3];
  if (word.ends_with("ed")) return root != 't' && root != 'd' && !is_vowel(root);
  return word.ends_with("es") && std::string_view{"sxzcg"}.find(root) == std::string_view::npos &&
         !word.ends_with("ches") && !word.ends_with("shes") && !is_vowel(root);
}

}  // namespace

std::vector<std::vector<std::string>> sentences_of(std::string_view text) {
  std::vector<std::vector<std::string>> sentences;
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool stop = text[at] == '.' || text[at] == '!' || text[at] == '?';
    const bool last = at + 1 == text.size();
    if (!last && !(stop && text[at + 1] == ' ')) continue;
    auto words = words_of(text.substr(from, at + 1 - from));
    if (!words.empty()) sentences.push_back(std::move(words));
    from = at + 1;
  }
  return sentences;
}

int syllables_of(std::string_view word) {
  int heard = 0;
  bool in_vowel = false;
  for (const char letter : word) {
    const bool vowel = is_vowel(letter);
    if (vowel && !in_vowel) ++heard;
    in_vowel = vowel;
  }
  if (heard > 1 && ends_unheard(word)) --heard;
  return std::max(heard, 1);
}

double reading_grade(const std::vector<std::vector<std::string>>& sentences) {
  double words = 0;
  double syllables = 0;
  for (const auto& sentence : sentences) {
    words += static_cast<double>(sentence.size());
    for (const auto& word : sentence) syllables += syllables_of(word);
  }
  if (words == 0) return 0;
  return 0.39 * words / static_cast<double>(sentences.size()) + 11.8 * syllables / words - 15.59;
}

}  // namespace kindbank::dialog
