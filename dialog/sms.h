// The arithmetic of text messages: how many a text costs, and where it is cut. A text of GSM-7
// characters fits 160 in one message or 153 in each of several; one character outside makes the
// whole of it UCS-2, 70 or 67 units of UTF-16. Counting, splitting and the checks on flows all ask
// here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

struct SmsCount {
  enum class Encoding { gsm7, ucs2 };
  Encoding encoding = Encoding::gsm7;
  int units = 0;  // septets, where € [ ] { } ^ \ | ~ and the form feed take two; or UTF-16 units
  int segments = 0;  // 0 for an empty text
  bool operator==(const SmsCount&) const = default;
};

// `text` is valid UTF-8. A pair of units that is one character never straddles two segments.
SmsCount count_sms(std::string_view text);

bool is_gsm7(char32_t character);

// The text without the accents that would make it more segments: "Zażółć" where that costs nothing,
// "Zazolc" where it would make two texts of one. A name in it is not spared: one letter of it makes
// a text as dear as all. What GSM-7 has ("José") stays, and so does a text that another script or
// an emoji makes dear anyway.
std::string without_dear_accents(std::string_view text);

// The text in the letters of GSM-7, as far as it has them: "Zażółć" is "Zazolc". What has no plain
// letter, another script or an emoji, stays.
std::string in_gsm7(std::string_view text);

// The text as one or more texts that are each sent by themselves, of at most `max_segments`
// segments (at least 1). It is cut at word ends, and the blanks there are dropped; a word too long
// for a text is cut inside, but not before an accent or a joined emoji. A text that fits comes back
// as it is.
std::vector<std::string> split_sms(std::string_view text, int max_segments);

}  // namespace kindbank::dialog
