#include "dialog/read_number.h"

#include <array>
#include <set>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/number_words.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

// "x2", "2x", "4ish": the digits; "" for any other word.
std::string_view bare_digits(std::string_view word) {
  if (word.starts_with("x")) word.remove_prefix(1);
  for (const std::string_view tail : {"ish", "x", "times"})
    if (word.ends_with(tail)) word.remove_suffix(tail.size());
  return all_digits(word) ? word : std::string_view{};
}

std::optional<Amount> count_at(const SaidWords& words, std::size_t at, std::string_view language) {
  if (words[at] == "once") return Amount{1, 1};
  if (words[at] == "twice") return Amount{2, 1};
  if (const auto amount = amount_at(words, at, language)) return amount;
  const auto digits = bare_digits(words[at]);
  if (digits.empty() || digits.size() > 6) return std::nullopt;
  return Amount{std::stol(std::string(digits)), 1};
}

// "once a week", "2 per day": a count of something else than was asked, unless it is a month.
bool is_rate_at(const SaidWords& words, std::size_t at) {
  constexpr std::array<std::string_view, 8> each = {"a",  "per", "every", "each",
                                                    "na", "pe",  "w",     "in"};
  constexpr std::array<std::string_view, 17> spans = {
      "day",     "week",    "wk",        "fortnight", "year",     "yr",
      "weekend", "tydzien", "dzien",     "tygodniu",  "tygodnia", "roku",
      "rok",     "zi",      "saptamana", "an",        "weekly"};
  return at + 1 < words.size() && contains(each, words[at]) && contains(spans, words[at + 1]);
}

bool is_at_least(const SaidWords& words, std::size_t at) {
  return at >= 2 && words[at - 2] == "at" && words[at - 1] == "least";
}

bool is_hour_mark(std::string_view word) {
  return word == "oclock" || word == "am" || word == "pm" || word == "clock";
}

Reading read_counts(const SaidWords& words, std::string_view language) {
  std::set<long> found;
  for (std::size_t at = 0; at < words.size();) {
    const bool denied = is_denial(words[at], language) && at + 1 < words.size();
    const auto amount = count_at(words, denied ? at + 1 : at, language);
    if (!amount) {
      if (is_rate_at(words, at) || words[at] == "weekly" || words[at] == "daily")
        return Reading::unclear("a count of another span of time");
      ++at;
      continue;
    }
    at += amount->words + (denied ? 1 : 0);
    if (at < words.size() && is_hour_mark(words[at]))
      return Reading::unclear("an hour of the day, no count");
    if (at + 1 < words.size() && words[at] == "and" && words[at + 1] == "a")
      return Reading::unclear("no whole number");
    if (!denied && is_at_least(words, at - amount->words))
      return Reading::unclear("that many or more");
    if (!denied) found.insert(amount->value);
  }
  if (found.empty()) return Reading::nothing("no number in it");
  if (found.size() > 1) return Reading::unclear("more than one number");
  return Reading::of(std::to_string(*found.begin()), "the one number in it");
}

}  // namespace

Reading read_number(std::string_view text, std::string_view language) {
  constexpr std::size_t short_text = 3;  // words; in longer ones a slip is left alone
  const auto words = bare_words_of(text);
  auto reading = read_last(said_parts(words, language),
                           [&](const SaidWords& part) { return read_counts(part, language); });
  if (reading.found != Reading::Found::nothing || words.size() > short_text) return reading;
  for (const auto& word : words)
    if (const auto amount = misspelt_amount(word))
      return Reading::of(std::to_string(*amount), "a number word with a slip");
  return reading;
}

}  // namespace kindbank::dialog
