#include "dialog/sms.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialog/unicode.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

using Characters = std::vector<char32_t>;

// Letters and digits aside; in the order of the GSM 03.38 table.
constexpr std::u32string_view basic =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
constexpr std::u32string_view extension = U"\f^{}\\[~]|€";

constexpr signed char search(char32_t character) {
  if (basic.find(character) != basic.npos) return 1;
  return extension.find(character) != extension.npos ? 2 : 0;
}

// What most texts are made of: a text is counted and cut in every turn.
constexpr auto ascii = [] {
  std::array<signed char, 128> costs{};
  for (char32_t character = 0; character < 128; ++character) costs[character] = search(character);
  for (const auto& [first, last] :
       {std::pair(U'a', U'z'), std::pair(U'A', U'Z'), std::pair(U'0', U'9')})
    for (auto letter = first; letter <= last; ++letter) costs[letter] = 1;
  return costs;
}();

// 0 for a character that GSM-7 does not have.
int septets(char32_t character) {
  return character < ascii.size() ? ascii[character] : search(character);
}

int utf16_units(char32_t character) { return character > 0xFFFF ? 2 : 1; }

// One encoding's count while characters are added.
struct Filling {
  int single;  // units in a message that stands alone
  int each;    // units in each of several
  int units = 0;
  int closed = 0;  // full segments, were it several
  int used = 0;    // units in the open one

  void add(int more) {
    units += more;
    if (used + more > each) {
      ++closed;
      used = 0;
    }
    used += more;
  }
  int segments() const {
    if (units == 0) return 0;
    return units <= single ? 1 : closed + 1;
  }
};

// Both counts side by side, because the next character may turn the whole text to UCS-2.
struct Counter {
  Filling gsm7{160, 153};
  Filling ucs2{70, 67};
  bool plain = true;

  void add(char32_t character) {
    const int cost = septets(character);
    plain = plain && cost > 0;
    gsm7.add(cost);
    ucs2.add(utf16_units(character));
  }
  SmsCount count() const {
    const Filling& filling = plain ? gsm7 : ucs2;
    return {plain ? SmsCount::Encoding::gsm7 : SmsCount::Encoding::ucs2, filling.units,
            filling.segments()};
  }
};

bool is_blank(char32_t character) {
  return character == U' ' || character == U'\n' || character == U'\r' || character == U'\t';
}

constexpr char32_t joiner = 0x200D;

// What is drawn together with the character before it.
bool belongs_to_previous(char32_t character) {
  const auto between = [character](char32_t first, char32_t last) {
    return character >= first && character <= last;
  };
  return between(0x0300, 0x036F) || between(0x064B, 0x065F) || between(0xFE00, 0xFE0F) ||
         between(0x1F3FB, 0x1F3FF) || character == joiner || character == 0x20E3;
}

// Where the text that begins at `from` has to end, were there no words: the first that no longer
// fits.
std::size_t limit(const Characters& characters, std::size_t from, int max_segments) {
  Counter counter;
  for (std::size_t at = from; at < characters.size(); ++at) {
    counter.add(characters[at]);
    if (counter.count().segments > max_segments) return at;
  }
  return characters.size();
}

// Back to the nearest place where the cut hurts least; never back to `from`.
std::size_t best_cut(const Characters& characters, std::size_t from, std::size_t end) {
  for (std::size_t at = end; at > from; --at) {
    if (is_blank(characters[at])) return at;
  }
  for (std::size_t at = end; at > from; --at) {
    if (!belongs_to_previous(characters[at]) && characters[at - 1] != joiner) return at;
  }
  return end;
}

std::string piece(const Characters& characters, std::size_t from, std::size_t end) {
  while (end > from && is_blank(characters[end - 1])) --end;
  return to_utf8(Characters(characters.begin() + static_cast<std::ptrdiff_t>(from),
                            characters.begin() + static_cast<std::ptrdiff_t>(end)));
}

}  // namespace

bool is_gsm7(char32_t character) { return septets(character) > 0; }

SmsCount count_sms(std::string_view text) {
  Counter counter;
  if (is_ascii(text)) {
    for (const char character : text) counter.add(static_cast<unsigned char>(character));
  } else {
    for (const char32_t character : code_points(text)) counter.add(character);
  }
  return counter.count();
}

std::string without_dear_accents(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  const auto dear = count_sms(text);
  if (dear.segments < 2 || dear.encoding == SmsCount::Encoding::gsm7) return std::string(text);
  auto cheap = in_gsm7(text);
  return count_sms(cheap).segments < dear.segments ? cheap : std::string(text);
}

std::string in_gsm7(std::string_view text) {
  std::string plain;
  for (const char32_t character : code_points(text)) {
    const auto letter = to_utf8(character);
    plain += is_gsm7(character) ? letter : in_plain_latin(letter);
  }
  return plain;
}

std::vector<std::string> split_sms(std::string_view text, int max_segments) {
  max_segments = std::max(max_segments, 1);
  if (!text.empty() && count_sms(text).segments <= max_segments) return {std::string(text)};
  const Characters characters = code_points(text);
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from < characters.size()) {
    const std::size_t end = limit(characters, from, max_segments);
    if (end == characters.size()) {
      parts.push_back(from == 0 ? std::string{text} : piece(characters, from, end));
      break;
    }
    const std::size_t cut = best_cut(characters, from, end);
    if (std::string part = piece(characters, from, cut); !part.empty()) {
      parts.push_back(std::move(part));
    }
    from = cut;
    while (from < characters.size() && is_blank(characters[from])) ++from;
  }
  return parts;
}

}  // namespace kindbank::dialog
