#include "dialog/start_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

std::vector<std::string> tokens_of(std::string_view pattern) {
  std::vector<std::string> tokens;
  for (std::size_t at = pattern.find_first_not_of(' '); at < pattern.size();) {
    const auto end = std::min(pattern.find(' ', at), pattern.size());
    tokens.emplace_back(pattern.substr(at, end - at));
    at = std::min(pattern.find_first_not_of(' ', end), pattern.size());
  }
  return tokens;
}

// "code" of "{code}"; "" where the token is a word.
std::string_view slot_of(std::string_view token) {
  const bool is_slot = token.size() > 2 && token.front() == '{' && token.back() == '}';
  return is_slot ? token.substr(1, token.size() - 2) : std::string_view();
}

// A slot called code holds the form of our codes ("k4t7"), so that "we met today" is no command.
bool may_hold(std::string_view slot, std::string_view word) {
  if (holds_digits(slot)) return all_digits(word);
  return slot != "code" || is_code(word);
}

bool takes_rest(const std::vector<std::string>& tokens) {
  return slot_of(tokens.back()) == words_slot;
}

bool fits(const std::vector<std::string>& tokens, const std::vector<std::string>& heard) {
  const bool rest = takes_rest(tokens) && heard.size() > tokens.size();
  const auto end = rest ? heard.begin() + static_cast<std::ptrdiff_t>(tokens.size()) : heard.end();
  return std::equal(tokens.begin(), tokens.end(), heard.begin(), end,
                    [](std::string_view token, const std::string& word) {
                      const auto slot = slot_of(token);
                      return slot.empty() ? token == word : may_hold(slot, word);
                    });
}

Facts slots_of(const std::vector<std::string>& tokens, const std::vector<std::string>& heard) {
  Facts slots;
  for (std::size_t at = 0; at < tokens.size(); ++at)
    if (const auto slot = slot_of(tokens[at]); !slot.empty()) slots[std::string(slot)] = heard[at];
  if (takes_rest(tokens))
    slots[std::string(words_slot)] =
        join_words({heard.begin() + static_cast<std::ptrdiff_t>(tokens.size()) - 1, heard.end()});
  return slots;
}

}  // namespace

bool holds_digits(std::string_view slot) {
  static constexpr std::array<std::string_view, 6> of_digits = {"number",  "weeks", "hours",
                                                                "minutes", "jobs",  "other"};
  return std::find(of_digits.begin(), of_digits.end(), slot) != of_digits.end();
}

void StartWords::set(const std::string& flow, const std::vector<std::string>& patterns) {
  if (const bool again = !flows_.insert(flow).second; again)
    for (auto& [first, all] : by_first_)
      std::erase_if(all, [&](const Pattern& pattern) { return pattern.flow == flow; });
  for (const auto& pattern : patterns) {
    auto tokens = tokens_of(pattern);
    if (tokens.empty()) continue;
    auto& all = by_first_[slot_of(tokens.front()).empty() ? tokens.front() : std::string()];
    const auto behind = std::find_if(all.begin(), all.end(),
                                     [&](const Pattern& other) { return other.flow > flow; });
    all.insert(behind, {std::move(tokens), flow});
  }
}

std::optional<Start> StartWords::find(const std::vector<std::string>& heard) const {
  if (heard.empty()) return std::nullopt;
  std::optional<Start> with_slots;
  for (const auto& first : {heard.front(), std::string()}) {
    const auto begun = by_first_.find(first);
    if (begun == by_first_.end()) continue;
    for (const auto& pattern : begun->second) {
      if (!fits(pattern.tokens, heard)) continue;
      auto slots = slots_of(pattern.tokens, heard);
      if (slots.empty()) return Start{pattern.flow, {}};
      const auto rank = std::pair(takes_rest(pattern.tokens), std::string_view(pattern.flow));
      if (!with_slots || rank < std::pair(with_slots->slots.contains(std::string(words_slot)),
                                          std::string_view(with_slots->flow)))
        with_slots = Start{pattern.flow, std::move(slots)};
    }
  }
  return with_slots;
}

}  // namespace kindbank::dialog
