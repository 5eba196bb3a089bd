#include "dialog/age.h"

#include <array>
#include <cstdlib>

#include "dialog/contains.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

constexpr int oldest = 120;

std::optional<int> age_of(const std::string& word) {
  if (word.empty() || word.size() > 3 || word.find_first_not_of("0123456789") != word.npos)
    return std::nullopt;
  const int age = std::atoi(word.c_str());
  return age > 0 && age <= oldest ? std::optional(age) : std::nullopt;
}

}  // namespace

std::optional<int> age_asked(std::string_view question) {
  const auto words = words_of(question);
  for (std::size_t at = 0; at + 2 < words.size(); ++at)
    if (words[at + 1] == "or" && words[at + 2] == "over")
      if (const auto age = age_of(words[at])) return age;
  return std::nullopt;
}

std::optional<std::string> read_age(int at_least, std::string_view text) {
  constexpr auto around = std::to_array<std::string_view>(
      {"yes",  "yeah", "yep",  "yup",   "y",    "yh",  "aye", "i",  "am",  "im", "of",   "course",
       "well", "age",  "aged", "years", "year", "yrs", "old", "yo", "and", "or", "plus", "now"});
  constexpr std::array<std::string_view, 5> above = {"over", "above", "older", "than", "past"};
  std::optional<int> age;
  bool under = false;
  for (const auto& word : words_of(text)) {
    if (const auto number = age_of(word)) {
      if (age) return std::nullopt;
      age = number;
    } else if (word == "under") {
      under = true;
    } else if (!contains(around, word) && !contains(above, word)) {
      return std::nullopt;
    }
  }
  if (!age || (under && *age > at_least)) return std::nullopt;
  return !under && *age >= at_least ? "yes" : "no";
}

}  // namespace kindbank::dialog
