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

// Words before a number that make it another one: "more than 3", "im 72", "at 5", "flat 12".
bool is_led_astray(const SaidWords& words, std::size_t at) {
  constexpr auto before = std::to_array<std::string_view>(
      {"im", "aged", "age", "at", "than", "over", "under", "above", "below", "minimum", "least",
       "flat", "mam", "peste", "ponad", "o", "ora", "varsta", "house"});
  if (at == 0) return false;
  const auto& prior = words[at - 1];
  if (prior == "than") {  // "no more than 3" is 3
    const auto& denial = at >= 3 ? words[at - 3] : prior;
    return denial != "no" && denial != "not" && denial != "nie" && denial != "nu";
  }
  if (contains(before, prior)) return true;
  if (at < 2) return false;
  const auto& second = words[at - 2];
  return (second == "i" && prior == "am") || (second == "at" && prior == "number") ||
         (second == "number" && prior == "is") || (second == "la" && prior == "ora");
}

// And behind it: an hour, a length of time, an age, "or more", "is too many".
bool is_of_something_else(const SaidWords& words, std::size_t at) {
  constexpr auto behind = std::to_array<std::string_view>(
      {"oclock",  "am",    "pm",  "clock",   "min",    "mins",   "minutes", "minute",
       "hour",    "hours", "hrs", "hr",      "years",  "yrs",    "year",    "old",
       "stone",   "weeks", "lat", "ani",     "minut",  "minute", "godz",    "godzin",
       "godziny", "ore",   "ora", "percent", "pounds", "quid"});
  if (at >= words.size()) return false;
  const auto word = [&](std::size_t place) {
    return place < words.size() ? std::string_view(words[place]) : std::string_view{};
  };
  if (contains(behind, word(at))) return true;
  if (word(at) == "de" && word(at + 1) == "ani") return true;
  if (word(at) == "or" || word(at) == "and")
    return word(at + 1) == "more" || word(at + 1) == "less" || word(at + 1) == "under" ||
           word(at + 1) == "over" || word(at + 1) == "up";
  return word(at) == "is" && word(at + 1) == "too";
}

Reading read_counts(const SaidWords& words, std::string_view language) {
  std::set<long> found;
  for (std::size_t at = 0; at < words.size();) {
    const auto amount = count_at(words, at, language);
    if (!amount) {
      if (is_rate_at(words, at) || words[at] == "weekly" || words[at] == "daily")
        return Reading::unclear("a count of another span of time");
      ++at;
      continue;
    }
    if (is_led_astray(words, at)) return Reading::unclear("a number of something else");
    at += amount->words;
    if (is_of_something_else(words, at)) return Reading::unclear("a number of something else");
    if (at + 1 < words.size() && words[at] == "and" && words[at + 1] == "a")
      return Reading::unclear("no whole number");
    found.insert(amount->value);
  }
  if (found.empty()) return Reading::nothing("no number in it");
  if (found.size() > 1) return Reading::unclear("more than one number");
  return Reading::of(std::to_string(*found.begin()), "the one number in it");
}

}  // namespace

Reading read_number(std::string_view text, std::string_view language) {
  constexpr std::size_t short_text = 3;  // words; in longer ones a slip is left alone
  const auto words = bare_words_of(text);
  auto reading = read_last(said_parts(words, language), [&](const SaidWords& part) {
    return read_counts(without_ruled_out(part, language), language);
  });
  if (reading && text.find('+') != text.npos) return Reading::unclear("that many or more");
  if (reading.found != Reading::Found::nothing || words.size() > short_text) return reading;
  for (const auto& word : words)
    if (const auto amount = misspelt_amount(word))
      return Reading::of(std::to_string(*amount), "a number word with a slip");
  return reading;
}

}  // namespace kindbank::dialog
