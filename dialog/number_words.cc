#include "dialog/number_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "dialog/contains.h"
#include "dialog/nearest.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

bool stands_at(const std::vector<std::string>& phrase, const std::vector<std::string>& words,
               std::size_t at) {
  return at + phrase.size() <= words.size() &&
         std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at));
}

bool is_ten(long value) { return value >= 20 && value <= 90 && value % 10 == 0; }

}  // namespace

void NumberWords::add(const std::vector<std::string>& words, long value, Slips slips) {
  if (words.size() > 1) return phrases_.emplace_back(words, value), void();
  words_[words.front()] = value;
  if (slips == Slips::put_right) put_right_.emplace_back(words.front(), value);
}

std::optional<Amount> NumberWords::amount_at(const std::vector<std::string>& words,
                                             std::size_t at) const {
  constexpr std::size_t longest = 6;  // digits
  if (at >= words.size()) return std::nullopt;
  const auto& first = words[at];
  if (all_digits(first))
    return first.size() > longest ? std::nullopt : std::optional(Amount{std::stol(first), 1});
  for (const auto& [phrase, value] : phrases_)
    if (stands_at(phrase, words, at)) return Amount{value, phrase.size()};
  const auto found = words_.find(first);
  if (found == words_.end()) return std::nullopt;
  if (!is_ten(found->second)) return Amount{found->second, 1};
  const bool joined = at + 1 < words.size() && contains(joints_, words[at + 1]);
  const std::size_t next = at + (joined ? 2 : 1);
  const auto unit = next < words.size() ? words_.find(words[next]) : words_.end();
  if (unit != words_.end() && unit->second >= 1 && unit->second <= 9)
    return Amount{found->second + unit->second, next + 1 - at};
  return Amount{found->second, 1};
}

std::optional<long> NumberWords::misspelt(const std::string& word) const {
  // Words of their own that are one letter away.
  constexpr std::array<std::string_view, 12> others = {"there", "thee",  "nice", "even",
                                                       "seen",  "sever", "tree", "free",
                                                       "near",  "fire",  "fore", "high"};
  if (contains(others, word)) return std::nullopt;
  for (const auto& [known, value] : put_right_)
    if (is_slip(word, known)) return value;
  return std::nullopt;
}

}  // namespace kindbank::dialog
