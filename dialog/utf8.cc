#include "dialog/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace kindbank {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Decoded {
  char32_t code_point = replacement;
  std::size_t length = 0;  // 0: no character stands here
};

bool continues(std::string_view bytes, std::size_t at) {
  return at < bytes.size() && (static_cast<std::uint8_t>(bytes[at]) & 0xC0) == 0x80;
}

// The character that starts at `at`; refuses overlong forms, surrogates and what is past U+10FFFF.
Decoded decode(std::string_view bytes, std::size_t at) {
  const auto first = static_cast<std::uint8_t>(bytes[at]);
  if (first < 0x80) return {first, 1};
  std::size_t length = 0;
  char32_t value = 0;
  char32_t least = 0;
  if ((first & 0xE0) == 0xC0) {
    length = 2, value = first & 0x1F, least = 0x80;
  } else if ((first & 0xF0) == 0xE0) {
    length = 3, value = first & 0x0F, least = 0x800;
  } else if ((first & 0xF8) == 0xF0) {
    length = 4, value = first & 0x07, least = 0x10000;
  } else {
    return {};
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues(bytes, at + i)) return {};
    value = (value << 6) | (static_cast<std::uint8_t>(bytes[at + i]) & 0x3F);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least || value > 0x10FFFF || surrogate) return {};
  return {value, length};
}

// How many bytes stand before the first eight that are not all ASCII: what the ledger keeps is
// mostly ciphertext in base64, and all of it is looked at on its way in.
std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= bytes.size(); at += sizeof eight) {
    std::memcpy(&eight, bytes.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  return at;
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
  const auto put_rest = [&](int shift) { put(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put_rest(0);
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put_rest(6);
    put_rest(0);
  } else {
    put(0xF0 | (code_point >> 18));
    put_rest(12);
    put_rest(6);
    put_rest(0);
  }
}

}  // namespace

bool is_ascii(std::string_view text) {
  const auto rest = text.substr(ascii_prefix(text));
  return std::all_of(rest.begin(), rest.end(), [](char c) { return (c & 0x80) == 0; });
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = ascii_prefix(bytes); at < bytes.size();) {
    const Decoded next = decode(bytes, at);
    if (next.length == 0) return false;
    at += next.length;
  }
  return true;
}

Repaired repair_utf8(std::string_view bytes) {
  Repaired repaired;
  repaired.text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const Decoded next = decode(bytes, at);
    if (next.length == 0 || next.code_point == 0) {
      append_utf8(repaired.text, replacement);
      repaired.changed = true;
      ++at;
    } else {
      repaired.text.append(bytes.substr(at, next.length));
      at += next.length;
    }
  }
  return repaired;
}

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    result.push_back(next.code_point);
    at += next.length == 0 ? 1 : next.length;
  }
  return result;
}

std::string to_utf8(char32_t code_point) {
  std::string text;
  append_utf8(text, code_point);
  return text;
}

std::string to_utf8(const std::vector<char32_t>& code_points) {
  std::string text;
  text.reserve(code_points.size());
  for (const char32_t code_point : code_points) append_utf8(text, code_point);
  return text;
}

}  // namespace kindbank
