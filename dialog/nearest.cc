#include "dialog/nearest.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

namespace kindbank::dialog {
namespace {

constexpr std::size_t longest = 64;

// A bit for each letter of a word; those that are no small letter share one.
std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) letters |= 1U << (c >= 'a' && c <= 'z' ? c - 'a' : 26);
  return letters;
}

}  // namespace

std::size_t slips(std::string_view from, std::string_view to) {
  while (!from.empty() && !to.empty() && from.front() == to.front())
    from.remove_prefix(1), to.remove_prefix(1);
  while (!from.empty() && !to.empty() && from.back() == to.back())
    from.remove_suffix(1), to.remove_suffix(1);
  std::array<std::size_t, 3 * (longest + 1)> few;
  std::vector<std::size_t> many;
  if (to.size() > longest) many.resize(3 * (to.size() + 1));
  auto* before = many.empty() ? few.data() : many.data();
  auto* last = before + to.size() + 1;
  auto* row = last + to.size() + 1;
  for (std::size_t at = 0; at <= to.size(); ++at) last[at] = at;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t exchanged = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, exchanged});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[to.size()];
}

// A slip adds or takes one letter of the alphabet, or exchanges one for another.
bool may_be_slips(std::string_view from, std::string_view to, std::size_t most) {
  if (from.size() > to.size() + most || to.size() > from.size() + most) return false;
  const auto differ = letters_of(from) ^ letters_of(to);
  return static_cast<std::size_t>(std::popcount(differ)) <= 2 * most;
}

// What is left of the two words between what they begin and end with alike is at most one letter
// each, or two that are swapped.
bool is_one_slip(std::string_view from, std::string_view to) {
  if (from.size() > to.size() + 1 || to.size() > from.size() + 1) return false;
  const auto shorter = std::min(from.size(), to.size());
  std::size_t begins = 0;
  while (begins < shorter && from[begins] == to[begins]) ++begins;
  std::size_t ends = 0;
  while (ends < shorter - begins && from[from.size() - 1 - ends] == to[to.size() - 1 - ends])
    ++ends;
  const auto left = std::max(from.size(), to.size()) - begins - ends;
  return left <= 1 || (left == 2 && from.size() == to.size() && from[begins] == to[begins + 1] &&
                       from[begins + 1] == to[begins]);
}

bool is_slip(std::string_view word, std::string_view meant) {
  constexpr std::size_t one_from = 4;
  constexpr std::size_t exchanged_from = 6;
  constexpr std::size_t two_from = 8;
  if (word.size() < one_from || meant.size() < one_from || word.size() > longest ||
      word.front() != meant.front())
    return false;
  const std::size_t most = meant.size() >= two_from ? 2 : 1;
  if (most == 1 ? !is_one_slip(word, meant)
                : !may_be_slips(word, meant, most) || slips(word, meant) > most)
    return false;
  if (meant.size() >= exchanged_from || word.size() != meant.size()) return true;
  std::string letters(word);
  std::string others(meant);
  std::sort(letters.begin(), letters.end());
  std::sort(others.begin(), others.end());
  return letters == others;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > longest) return {};
  std::string small(word);
  for (char& c : small) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  std::string best;
  std::size_t fewest = word.size() <= 4 ? 2 : 3;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest) continue;
    const std::size_t needed = std::min(slips(word, candidate), slips(small, candidate));
    if (needed >= fewest || needed >= word.size()) continue;
    fewest = needed;
    best = candidate;
  }
  return best;
}

}  // namespace kindbank::dialog
