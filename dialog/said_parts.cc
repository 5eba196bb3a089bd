#include "dialog/said_parts.h"

#include <array>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

bool puts_right(std::string_view word, std::string_view language) {
  constexpr std::array<std::string_view, 11> english_words = {
      "no",     "nope", "sorry", "sry",        "soz",     "oops",
      "whoops", "mean", "meant", "correction", "actually"};
  constexpr std::array<std::string_view, 6> polish_words = {"nie",   "przepraszam", "znaczy",
                                                            "sorki", "sory",        "wlasciwie"};
  constexpr std::array<std::string_view, 6> romanian_words = {"nu",    "scuze",   "pardon",
                                                              "adica", "scuzati", "iertati"};
  return contains(english_words, word) || (language == "pl" && contains(polish_words, word)) ||
         (language == "ro" && contains(romanian_words, word));
}

}  // namespace

SaidWords bare_words_of(std::string_view text) { return words_of(without_accents(text)); }

std::string heard_as(std::string_view text) { return join_words(bare_words_of(text)); }

std::vector<SaidWords> said_parts(const SaidWords& words, std::string_view language) {
  std::vector<SaidWords> parts(1);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool wait = words[at] == "wait" && at > 0 && puts_right(words[at - 1], language);
    const bool make_that = words[at] == "that" && at > 0 && words[at - 1] == "make";
    if (puts_right(words[at], language) || wait || make_that) {
      parts.emplace_back();
    } else {
      parts.back().push_back(words[at]);
    }
  }
  return parts;
}

bool is_denial(std::string_view word, std::string_view language) {
  return word == "not" || (language == "pl" && word == "nie") || (language == "ro" && word == "nu");
}

}  // namespace kindbank::dialog
