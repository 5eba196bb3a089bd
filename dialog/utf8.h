// The bytes of strangers made safe once, at the edge: behind an adapter every text is valid UTF-8
// without NUL.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank {

bool is_utf8(std::string_view bytes);
bool is_ascii(std::string_view text);

struct Repaired {
  std::string text;
  bool changed = false;
};

// Every byte that is no part of a character, and every NUL, becomes U+FFFD.
Repaired repair_utf8(std::string_view bytes);

// The characters of valid UTF-8, and back.
std::vector<char32_t> code_points(std::string_view text);
std::string to_utf8(char32_t code_point);
std::string to_utf8(const std::vector<char32_t>& code_points);

}  // namespace kindbank
