#include "dialog/said_parts.h"

#include <array>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

// How many words from there on rule out the one behind them.
std::size_t ruling_out_at(const SaidWords& words, std::size_t at, std::string_view language) {
  const auto next = at + 1 < words.size() ? std::string_view(words[at + 1]) : std::string_view{};
  if (is_denial(words[at], language)) return next == "more" ? 0 : 1;  // "not more than 2" is 2
  const bool two = (words[at] == "rather" && next == "than") ||
                   (words[at] == "instead" && next == "of") ||
                   (language == "ro" && words[at] == "in" && next == "loc");
  return two ? 2 : 0;
}

}  // namespace

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

SaidWords bare_words_of(std::string_view text) { return words_of(without_accents(text)); }

std::string heard_as(std::string_view text) { return join_words(bare_words_of(text)); }

std::vector<SaidWords> said_parts(const SaidWords& words, std::string_view language) {
  std::vector<SaidWords> parts(1);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool wait = words[at] == "wait" && at > 0 && puts_right(words[at - 1], language);
    const bool make_that = words[at] == "that" && at > 0 && words[at - 1] == "make";
    const bool opens = parts.size() == 1 && parts.back().empty();
    const bool denies = opens && is_denial(words[at], language);           // "nie trzy, dwa"
    const bool bounds = at + 1 < words.size() && words[at + 1] == "more";  // "no more than 3"
    if ((puts_right(words[at], language) && !denies && !bounds) || wait || make_that) {
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

SaidWords without_ruled_out(const SaidWords& words, std::string_view language) {
  SaidWords left;
  for (std::size_t at = 0; at < words.size();) {
    const auto ruling = ruling_out_at(words, at, language);
    if (ruling == 0) left.push_back(words[at]);
    at += ruling == 0 ? 1 : ruling + 1;
  }
  return left;
}

}  // namespace kindbank::dialog
