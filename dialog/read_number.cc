#include "dialog/read_number.h"

#include <array>
#include <set>

#include "dialog/contains.h"
#include "dialog/normal.h"
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

std::optional<Amount> count_at(const SaidWords& words, std::size_t at, const Measures& measures) {
  if (words[at] == "once") return Amount{1, 1};
  if (words[at] == "twice") return Amount{2, 1};
  if (const auto amount = measures.numbers.amount_at(words, at)) return amount;
  const auto digits = bare_digits(words[at]);
  if (digits.empty() || digits.size() > 6) return std::nullopt;
  return Amount{std::stol(std::string(digits)), 1};
}

// "once a week", "2 per day": a count of something else than was asked, unless it is a month.
bool is_rate_at(const CountWords& counts, const SaidWords& words, std::size_t at) {
  return at + 1 < words.size() && contains(counts.per, words[at]) &&
         contains(counts.spans, words[at + 1]);
}

// "More than 3", "im 72", "at 5", "flat 12": another number.
bool is_led_astray(const Measures& measures, const SaidWords& words, std::size_t at) {
  if (at == 0) return false;
  const auto& prior = words[at - 1];
  // "No more than 3" is 3.
  if (prior == "than" && at >= 3 && (words[at - 3] == "no" || is_denial(words[at - 3], measures)))
    return false;
  if (contains(measures.counts.behind, prior)) return true;
  if (at < 2) return false;
  const auto& second = words[at - 2];
  return (second == "i" && prior == "am") || (second == "at" && prior == "number") ||
         (second == "number" && prior == "is");
}

// An hour, a length of time, an age, "or more", "is too many".
bool is_of_something_else(const CountWords& counts, const SaidWords& words, std::size_t at) {
  const auto word = [&](std::size_t place) {
    return place < words.size() ? std::string_view(words[place]) : std::string_view{};
  };
  if (contains(counts.before, word(at))) return true;
  if (word(at) == "de" && contains(counts.before, word(at + 1))) return true;
  if (word(at) == "or" || word(at) == "and")
    return word(at + 1) == "more" || word(at + 1) == "less" || word(at + 1) == "under" ||
           word(at + 1) == "over" || word(at + 1) == "up";
  return word(at) == "is" && word(at + 1) == "too";
}

Reading read_counts(const SaidWords& words, const Measures& measures) {
  std::set<long> found;
  for (std::size_t at = 0; at < words.size();) {
    const auto amount = count_at(words, at, measures);
    if (!amount) {
      if (is_rate_at(measures.counts, words, at) || words[at] == "weekly" || words[at] == "daily")
        return Reading::unclear("a count of another span of time");
      ++at;
      continue;
    }
    if (is_led_astray(measures, words, at)) return Reading::unclear("a number of something else");
    at += amount->words;
    if (is_of_something_else(measures.counts, words, at))
      return Reading::unclear("a number of something else");
    if (at + 1 < words.size() && words[at] == "and" && words[at + 1] == "a")
      return Reading::unclear("no whole number");
    found.insert(amount->value);
  }
  if (found.empty()) return Reading::nothing("no number in it");
  if (found.size() > 1) return Reading::unclear("more than one number");
  return Reading::of(std::to_string(*found.begin()), "the one number in it");
}

}  // namespace

Reading read_number(const Measures& measures, std::string_view text) {
  constexpr std::size_t short_text = 3;  // words; in longer ones a slip is left alone
  const auto words = bare_words_of(text);
  auto reading = read_last(said_parts(words, measures), [&](const SaidWords& part) {
    return read_counts(without_ruled_out(part, measures), measures);
  });
  if (reading && text.find('+') != text.npos) return Reading::unclear("that many or more");
  if (reading.found != Reading::Found::nothing || words.size() > short_text) return reading;
  for (const auto& word : words)
    if (const auto amount = measures.numbers.misspelt(word))
      return Reading::of(std::to_string(*amount), "a number word with a slip");
  return reading;
}

}  // namespace kindbank::dialog
