#include "dialog/read_number.h"

#include <algorithm>
#include <set>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t longest_phrase = 4;  // words around a number

// "x2", "2x", "4ish": the digits; "" for any other word.
std::string_view bare_digits(std::string_view word) {
  if (word.starts_with("x")) word.remove_prefix(1);
  for (const std::string_view tail : {"ish", "x", "times"})
    if (word.ends_with(tail)) word.remove_suffix(tail.size());
  return all_digits(word) ? word : std::string_view{};
}

std::optional<Amount> count_at(const SaidWords& words, std::size_t at, const Measures& measures) {
  if (const auto amount = measures.numbers.amount_at(words, at)) return amount;
  if (words[at].ends_with("ish"))
    if (const auto amount =
            measures.numbers.amount_at({words[at].substr(0, words[at].size() - 3)}, 0))
      return amount;
  const auto digits = bare_digits(words[at]);
  if (digits.empty() || digits.size() > 6) return std::nullopt;
  return Amount{std::stol(std::string(digits)), 1};
}

// "once a week", "2 per day": a count of something else than was asked, unless it is a month.
bool is_rate_at(const CountWords& counts, const SaidWords& words, std::size_t at) {
  return at + 1 < words.size() && contains(counts.per, words[at]) &&
         contains(counts.spans, words[at + 1]);
}

// Whether one of these phrases ends right before that place.
bool stands_behind(const std::vector<std::string>& phrases, const SaidWords& words,
                   std::size_t at) {
  std::string behind;
  for (std::size_t count = 1; count <= std::min(longest_phrase, at); ++count) {
    behind = count == 1 ? words[at - 1] : words[at - count] + ' ' + behind;
    if (contains(phrases, behind)) return true;
  }
  return false;
}

bool stands_at(const std::vector<std::string>& phrases, const SaidWords& words, std::size_t at) {
  std::string ahead;
  for (auto end = at; end < std::min(at + longest_phrase, words.size()); ++end) {
    ahead += (end == at ? "" : " ") + words[end];
    if (contains(phrases, ahead)) return true;
  }
  return false;
}

// "More than 3", "im 72", "at 5", "flat 12": another number. "No more than 3" is 3.
bool is_led_astray(const CountWords& counts, const SaidWords& words, std::size_t at) {
  if (!stands_behind(counts.behind, words, at)) return false;
  return at < 2 || !(stands_behind(counts.bounded, words, at - 1) ||
                     stands_behind(counts.bounded, words, at - 2));
}

Reading read_counts(const SaidWords& words, const Measures& measures) {
  constexpr int most_numbers = 8;
  int counted = 0;
  std::set<long> found;
  for (std::size_t at = 0; at < words.size();) {
    const auto amount = count_at(words, at, measures);
    if (!amount) {
      if (is_rate_at(measures.counts, words, at) || words[at] == "weekly" || words[at] == "daily")
        return Reading::unclear("a count of another span of time");
      ++at;
      continue;
    }
    if (words[at] == "once" && at + 1 < words.size() &&
        contains(measures.counts.not_once, words[at + 1]))
      return Reading::unclear("as soon as something, and no count");
    if (is_led_astray(measures.counts, words, at))
      return Reading::unclear(counted > 0 ? "more than one number" : "a number of something else");
    at += amount->words;
    if (stands_at(measures.counts.before, words, at))
      return Reading::unclear("a number of something else");
    if (at + 1 < words.size() && words[at] == "and" && words[at + 1] == "a")
      return Reading::unclear("no whole number");
    found.insert(amount->value);
    if (++counted > most_numbers) return Reading::unclear("more than one number");
  }
  if (found.empty()) return Reading::nothing("no number in it");
  if (found.size() > 1) return Reading::unclear("more than one number");
  return Reading::of(std::to_string(*found.begin()), "the one number in it");
}

// "£5", "3%", "-2".
bool is_of_money_or_below_nought(std::string_view text) {
  for (const std::string_view sign : {"%", "$", "\u00A3", "\u20AC"})
    if (text.find(sign) != text.npos) return true;
  const auto slash = text.find('/');  // "10/10"
  if (slash != text.npos && slash > 0 && slash + 1 < text.size() &&
      all_digits(text.substr(slash - 1, 1)) && all_digits(text.substr(slash + 1, 1)))
    return true;
  const auto figure = text.find_first_of("0123456789");
  return figure != text.npos && figure > 0 && text[figure - 1] == '-' &&
         (figure == 1 || text[figure - 2] == ' ');
}

}  // namespace

Reading read_number(const Measures& measures, std::string_view text) {
  constexpr std::size_t short_text = 3;  // words; in longer ones a slip is left alone
  const auto words = bare_words_of(text);
  auto reading = read_last(said_parts(words, measures), [&](const SaidWords& part) {
    return read_counts(without_ruled_out(part, measures), measures);
  });
  if (reading && text.find('+') != text.npos) return Reading::unclear("that many or more");
  if (reading && is_of_money_or_below_nought(text))
    return Reading::unclear("a number of something else");
  if (reading.found != Reading::Found::nothing || words.size() > short_text) return reading;
  for (const auto& word : words)
    if (const auto amount =
            measures.time.find(word) != nullptr ? std::nullopt : measures.numbers.misspelt(word))
      return Reading::of(std::to_string(*amount), "a number word with a slip");
  return reading;
}

}  // namespace kindbank::dialog
