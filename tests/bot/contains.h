// Whether a text holds a part of it.
#pragma once

#include <string>

namespace kindbank::bot {

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace kindbank::bot
