#include "dialog/said_parts.h"

#include <algorithm>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
bool puts_right(std::string_view word, const Measures& measures) {
  return contains(measures.corrections, word);
}

SaidWords bare_words_of(std::string_view text) { return words_of(without_accents(text)); }

std::string heard_as(std::string_view text) { return join_words(bare_words_of(text)); }

std::vector<SaidWords> said_parts(const SaidWords& words, const Measures& measures) {
  std::vector<SaidWords> parts(1);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool wait = words[at] == "wait" && at > 0 && puts_right(words[at - 1], measures);
    const bool make_that = words[at] == "that" && at > 0 && words[at - 1] == "make";
    const bool opens = parts.size() == 1 && parts.back().empty();
    const bool denies = opens && is_denial(words[at], measures);  // "nie trzy, dwa"
    // "No more than 3", "no one".
    const bool bounds = at + 1 < words.size() && (contains(measures.bounds, words[at + 1]) ||
                                                  contains(measures.no_correction, words[at + 1]));
    if ((puts_right(words[at], measures) && !denies && !bounds) || wait || make_that) {
      parts.emplace_back();
    } else {
      parts.back().push_back(words[at]);
    }
  }
  return parts;
}

bool hangs_on_condition(const Measures& measures, const SaidWords& words) {
  for (std::size_t at = 0; at < words.size(); ++at)
    if (const auto length = measures.conditions.longest_at(words, at);
        length > 0 && measures.no_condition.longest_at(words, at) <= length)
      return true;
  return false;
}

bool has_figures(const SaidWords& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word.find_first_of("0123456789") != word.npos;
  });
}

bool is_denial(std::string_view word, const Measures& measures) {
  return contains(measures.denials, word);
}

std::size_t ruling_out_at(const SaidWords& words, std::size_t at, const Measures& measures) {
  if (is_denial(words[at], measures)) {
    const bool bounds = at + 1 < words.size() && contains(measures.bounds, words[at + 1]);
    return bounds ? 0 : 1;
  }
  return measures.ruled_out.longest_at(words, at);
}

SaidWords without_ruled_out(const SaidWords& words, const Measures& measures) {
  SaidWords left;
  for (std::size_t at = 0; at < words.size();) {
    const auto ruling = ruling_out_at(words, at, measures);
    if (ruling == 0) left.push_back(words[at]);
    at += ruling == 0 ? 1 : ruling + 1;
  }
  return left;
}

}  // namespace kindbank::dialog
