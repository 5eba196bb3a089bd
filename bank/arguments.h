// An action's arguments as the flow handed them over.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "dialog/conversation.h"

namespace kindbank::bank {

// "" where the flow had no such fact.
inline std::string argument(const dialog::Facts& arguments, const char* name) {
  const auto found = arguments.find(name);
  return found == arguments.end() ? std::string{} : found->second;
}

// 0 where it is no number.
inline std::int64_t number_argument(const dialog::Facts& arguments, const char* name) {
  return std::strtoll(argument(arguments, name).c_str(), nullptr, 10);
}

// Codes and levels are typed in any case and stand in capitals.
inline std::string capitals(std::string text) {
  for (auto& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace kindbank::bank
