#include "dialog/correction.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "dialog/contains.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t few_said = 3;
constexpr std::array<std::string_view, 4> plain_no = {"no", "nope", "nie", "nu"};

// What stands before "i meant": "nu" of "nu scuze", too.
bool is_lead_in(const SaidWords& words, const Measures& measures) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return contains(measures.before_correction, word) || puts_right(word, measures);
  });
}

// "Nie, w srode" is Wednesday, and "nie w srode" any other day: where one word says no as well as
// not, the comma tells.
bool begins_with_no_and_stop(const std::string& text, const SaidWords& words,
                             const Measures& measures) {
  if (words.size() < 2 || !puts_right(words.front(), measures) ||
      !is_denial(words.front(), measures))
    return false;
  const auto stop = text.find_first_of(",.;!-");
  return stop != std::string::npos && bare_words_of(text.substr(0, stop)).size() == 1;
}

}  // namespace

std::optional<Correction> correction_in(const std::string& text, const Measures& measures) {
  const auto words = bare_words_of(text);
  auto parts = said_parts(words, measures);
  if (parts.size() == 1 && begins_with_no_and_stop(text, words, measures))
    parts = {{}, {words.begin() + 1, words.end()}};
  if (parts.size() < 2 || !is_lead_in(parts.front(), measures) || parts.back().empty())
    return std::nullopt;
  const bool firm = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return contains(measures.firmly, word);
  });
  // A bare no may be an answer by itself, with its reason behind it.
  const bool bare = parts.size() == 2 && contains(plain_no, words.front());
  if (parts.back().size() > (bare ? few_said : 2 * few_said)) return std::nullopt;
  return Correction{parts.back(), firm};
}

std::string as_written(const std::string& text, const SaidWords& last) {
  for (auto at = text.find_first_of(word_stops); at != text.npos;
       at = text.find_first_of(word_stops, at + 1))
    if (bare_words_of(text.substr(at + 1)) == last) return text.substr(at + 1);
  return join_words(last);
}

}  // namespace kindbank::dialog
