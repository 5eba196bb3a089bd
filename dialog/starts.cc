#include "dialog/starts.h"

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

std::optional<Facts> match(std::string_view pattern, const std::vector<std::string>& heard) {
  const auto tokens = tokens_of(pattern);
  if (tokens.size() != heard.size()) return std::nullopt;
  Facts slots;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto& token = tokens[i];
    if (token.size() > 2 && token.front() == '{' && token.back() == '}') {
      slots[token.substr(1, token.size() - 2)] = heard[i];
    } else if (token != heard[i]) {
      return std::nullopt;
    }
  }
  return slots;
}

}  // namespace

std::optional<Start> find_start(const Flows& flows, std::string_view text) {
  const auto heard = words_of(text);
  if (heard.empty()) return std::nullopt;
  std::optional<Start> found;
  for (const auto* flow : flows.all()) {
    for (const auto& pattern : flow->starts_on) {
      auto slots = match(pattern, heard);
      if (!slots) continue;
      if (slots->empty()) return Start{flow->name, {}};
      if (!found) found = Start{flow->name, std::move(*slots)};
    }
  }
  return found;
}

}  // namespace kindbank::dialog
