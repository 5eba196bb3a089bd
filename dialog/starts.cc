#include "dialog/starts.h"

#include <algorithm>
#include <vector>

#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

std::vector<std::string> tokens_of(std::string_view pattern) {
  std::vector<std::string> tokens;
  std::string token;
  for (char c : pattern) {
    if (c != ' ') {
      token += c;
    } else if (!token.empty()) {
      tokens.push_back(std::move(token));
      token.clear();
    }
  }
  if (!token.empty()) tokens.push_back(std::move(token));
  return tokens;
}

// A slot called number or weeks holds digits, and one called code the form of our codes ("k4t7"),
// so that "we met today" is no command.
bool may_hold(std::string_view slot, std::string_view word) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (slot == "number" || slot == "weeks") return std::all_of(word.begin(), word.end(), digit);
  return slot != "code" || is_code(word);
}

std::optional<Facts> match(std::string_view pattern, const std::vector<std::string>& heard) {
  const auto tokens = tokens_of(pattern);
  if (tokens.size() != heard.size()) return std::nullopt;
  Facts slots;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto& token = tokens[i];
    if (token.size() > 2 && token.front() == '{' && token.back() == '}') {
      auto slot = token.substr(1, token.size() - 2);
      if (!may_hold(slot, heard[i])) return std::nullopt;
      slots[std::move(slot)] = heard[i];
    } else if (token != heard[i]) {
      return std::nullopt;
    }
  }
  return slots;
}

const std::vector<std::string>* own_starts(const Language* language, const std::string& flow) {
  if (language == nullptr) return nullptr;
  const auto found = language->flows.find(flow);
  return found == language->flows.end() ? nullptr : &found->second.starts_on;
}

}  // namespace

std::optional<Start> find_start(const Flows& flows, std::string_view text,
                                const Language* language) {
  const auto heard = words_of(text);
  if (heard.empty()) return std::nullopt;
  std::optional<Start> with_slots;
  for (const auto* flow : flows.all()) {
    for (const auto* patterns : {&flow->starts_on, own_starts(language, flow->name)}) {
      if (patterns == nullptr) continue;
      for (const auto& pattern : *patterns) {
        auto slots = match(pattern, heard);
        if (!slots) continue;
        if (slots->empty()) return Start{flow->name, {}};
        if (!with_slots) with_slots = Start{flow->name, std::move(*slots)};
      }
    }
  }
  return with_slots;
}

}  // namespace kindbank::dialog
