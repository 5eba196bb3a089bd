#include "dialog/starts.h"

#include <algorithm>
#include <array>
#include <vector>

#include "dialog/normal.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

// The next token of a pattern, taken from its front; "" at its end. Patterns are gone through for
// every text, so nothing is copied.
std::string_view take_token(std::string_view& pattern) {
  const auto begin = std::min(pattern.find_first_not_of(' '), pattern.size());
  const auto end = std::min(pattern.find(' ', begin), pattern.size());
  const auto token = pattern.substr(begin, end - begin);
  pattern.remove_prefix(end);
  return token;
}

// "code" of "{code}"; "" where the token is a word.
std::string_view slot_of(std::string_view token) {
  const bool is_slot = token.size() > 2 && token.front() == '{' && token.back() == '}';
  return is_slot ? token.substr(1, token.size() - 2) : std::string_view();
}

// A slot called number or weeks holds digits, and one called code the form of our codes ("k4t7"),
// so that "we met today" is no command.
bool may_hold(std::string_view slot, std::string_view word) {
  if (slot == "number" || slot == "weeks") return all_digits(word);
  return slot != "code" || is_code(word);
}

bool fits(std::string_view pattern, const std::vector<std::string>& heard) {
  for (const auto& word : heard) {
    const auto token = take_token(pattern);
    const auto slot = slot_of(token);
    if (slot.empty() ? token != word : !may_hold(slot, word)) return false;
  }
  return take_token(pattern).empty();
}

Facts slots_of(std::string_view pattern, const std::vector<std::string>& heard) {
  Facts slots;
  for (const auto& word : heard)
    if (const auto slot = slot_of(take_token(pattern)); !slot.empty())
      slots[std::string(slot)] = word;
  return slots;
}

const std::vector<std::string>* own_starts(const Language* language, const std::string& flow) {
  if (language == nullptr) return nullptr;
  const auto found = language->flows.find(flow);
  return found == language->flows.end() ? nullptr : &found->second.starts_on;
}

// "2MET V1" is "2 met v1": a number that its word was typed against. Codes stay whole.
std::vector<std::string> split_number(std::vector<std::string> heard) {
  const auto& first = heard.front();
  const auto digits = first.find_first_not_of("0123456789");
  if (digits == 0 || digits == first.npos || first.size() < digits + 3) return heard;
  auto word = first.substr(digits);
  heard.front().resize(digits);
  heard.insert(heard.begin() + 1, std::move(word));
  return heard;
}

std::vector<std::string> without_thanks(std::vector<std::string> heard) {
  constexpr std::array<std::string_view, 7> courtesies = {"thanks", "thank", "you", "thx",
                                                          "please", "pls",   "ta"};
  while (!heard.empty() &&
         std::find(courtesies.begin(), courtesies.end(), heard.back()) != courtesies.end())
    heard.pop_back();
  return heard;
}

std::optional<Start> find_in(const Flows& flows, const std::vector<std::string>& heard,
                             const Language* language) {
  if (heard.empty()) return std::nullopt;
  // Another language's words are written without accents, as many people text them.
  auto bare = heard;
  if (language != nullptr)
    for (auto& word : bare) word = without_accents(word);
  std::optional<Start> with_slots;
  for (const auto* flow : flows.all()) {
    for (const auto* patterns : {&flow->starts_on, own_starts(language, flow->name)}) {
      if (patterns == nullptr) continue;
      const auto& said = patterns == &flow->starts_on ? heard : bare;
      for (const auto& pattern : *patterns) {
        if (!fits(pattern, said)) continue;
        auto slots = slots_of(pattern, heard);
        if (slots.empty()) return Start{flow->name, {}};
        if (!with_slots) with_slots = Start{flow->name, std::move(slots)};
      }
    }
  }
  return with_slots;
}

}  // namespace

std::optional<Start> find_start(const Flows& flows, std::string_view text,
                                const Language* language) {
  const auto heard = words_of(text);
  if (auto start = find_in(flows, heard, language)) return start;
  auto meant = without_thanks(heard);
  if (meant.empty()) return std::nullopt;
  meant = split_number(std::move(meant));
  return meant == heard ? std::nullopt : find_in(flows, meant, language);
}

}  // namespace kindbank::dialog
