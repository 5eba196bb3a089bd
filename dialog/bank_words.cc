#include "dialog/bank_words.h"

#include <array>
#include <optional>

#include "dialog/contains.h"

namespace kindbank::dialog {
namespace {

// Besides the labels of answers, of which a day that was asked for is one.
bool is_worded(std::string_view fact) {
  constexpr std::array<std::string_view, 5> worded = {"task", "day", "answer_by", "when", "reason"};
  return contains(worded, fact) || fact.ends_with(".label");
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// "2pm" is "14.00", and "10.30am" "10.30".
std::optional<std::string> hour_of_day(std::string_view said) {
  if (said.size() < 3 || !(said.ends_with("am") || said.ends_with("pm"))) return std::nullopt;
  const bool afternoon = said.ends_with("pm");
  said.remove_suffix(2);
  const auto dot = said.find('.');
  const auto hours = said.substr(0, dot);
  const auto minutes = dot == said.npos ? std::string_view("00") : said.substr(dot + 1);
  if (!is_digits(hours) || hours.size() > 2 || !is_digits(minutes)) return std::nullopt;
  const int hour = std::stoi(std::string(hours)) % 12 + (afternoon ? 12 : 0);
  return std::to_string(hour) + "." + std::string(minutes);
}

std::optional<std::string> word_in(const Language& language, std::string_view word) {
  if (is_digits(word)) return std::string(word);
  if (auto hour = hour_of_day(word)) return hour;
  const auto own = language.phrases.find(word);
  return own == language.phrases.end() ? std::nullopt : std::optional(own->second);
}

// Of the longest phrase that it begins with, or of its first word.
std::size_t end_of_phrase(const Language& language, std::string_view words) {
  for (auto end = words.rfind(' '); end != words.npos && end > 0; end = words.rfind(' ', end - 1))
    if (language.phrases.contains(words.substr(0, end))) return end;
  return std::min(words.find(' '), words.size());
}

}  // namespace

std::string in_words_of(const Language& language, std::string_view english_words) {
  const auto whole = language.phrases.find(english_words);
  if (whole != language.phrases.end()) return whole->second;
  std::string said;
  auto rest = english_words;
  while (!rest.empty()) {
    const auto end = end_of_phrase(language, rest);
    auto word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const bool comma = word.ends_with(',');
    if (comma) word.remove_suffix(1);
    const auto own = word_in(language, word);
    if (!own) return std::string(english_words);
    said += (said.empty() ? "" : " ") + *own + (comma ? "," : "");
  }
  return said;
}

Facts in_words_of(const Language& language, Facts facts) {
  for (auto& [name, words] : facts)
    if (is_worded(name)) words = in_words_of(language, words);
  return facts;
}

}  // namespace kindbank::dialog
