#include "adapters/phone.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>

#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Zero-width characters, marks of writing direction and blanks, which phones paste along.
bool is_invisible(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

// What stands between the digits of a number when people write one.
bool is_separator(char c) {
  return c == '(' || c == ')' || c == '-' || c == '.' || c == '/' ||
         is_invisible(static_cast<unsigned char>(c));
}

std::string without_invisible(std::string_view written) {
  std::string text;
  for (const char32_t c : code_points(written)) {
    if (!is_invisible(c)) text += to_utf8(c);
  }
  return text;
}

// "+44(0)7400..." -> "+447400...": the bracketed trunk zero is for callers at home only.
std::string without_trunk_zero(std::string text) {
  const auto at = text.find("(0)");
  if (text.starts_with("+44") || text.starts_with("0044") || text.starts_with("44")) {
    if (at != std::string::npos) text.erase(at, 3);
  }
  return text;
}

// Digits with at most one plus in front; nothing where anything else is in it.
std::optional<std::string> dialled(std::string_view written) {
  const std::string text = without_trunk_zero(without_invisible(written));
  std::string number;
  for (const char c : text) {
    if (is_digit(c) || (c == '+' && number.empty())) {
      number += c;
    } else if (!is_separator(c)) {
      return std::nullopt;
    }
  }
  if (number.starts_with("00")) number.replace(0, 2, "+");
  if (number.starts_with("+440")) number.erase(3, 1);
  if (number.starts_with("44") && number.size() == 12) number.insert(0, "+");
  return number;
}

// Fewer digits than any whole number has: a short code, or a slip.
bool is_short(std::string_view number) {
  const auto digits = std::count_if(number.begin(), number.end(), is_digit);
  return digits < 8 || (digits == 8 && !number.starts_with('+'));
}

constexpr std::size_t most_digits = 15;  // of E.164, the code of the country among them

// "+447" and nine digits: made one already, as networks write nearly all of ours.
bool is_uk_mobile(std::string_view written) {
  return written.size() == 13 && written.starts_with("+447") &&
         std::all_of(written.begin() + 1, written.end(), is_digit);
}

// What the network wrote, kept to a sane length.
std::string as_written(std::string_view written) {
  auto characters = code_points(written);
  const auto visible = std::find_if_not(characters.begin(), characters.end(), is_invisible);
  characters.erase(characters.begin(), visible);
  while (!characters.empty() && is_invisible(characters.back())) characters.pop_back();
  if (characters.size() > 64) characters.resize(64);
  return characters.empty() ? "unknown" : to_utf8(characters);
}

}  // namespace

std::optional<std::string> to_e164(std::string_view written) {
  if (is_uk_mobile(written)) return std::string(written);  // libphonenumber takes 20 us to agree
  const auto number = dialled(written);
  if (!number || is_short(*number)) return std::nullopt;
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber parsed;
  if (util.Parse(*number, "GB", &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) return std::nullopt;
  std::string text;
  util.Format(parsed, PhoneNumberUtil::E164, &text);
  if (text.size() > 1 + most_digits) return std::nullopt;
  return text;
}

bool is_mobile(const std::string& number) {
  // 070 is for numbers that follow a person and 076 for pagers, of which 07624 is a mobile network.
  if (is_uk_mobile(number))
    return number[4] != '0' && (number[4] != '6' || number.starts_with("+447624"));
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber parsed;
  return util.Parse(number, "GB", &parsed) == PhoneNumberUtil::NO_PARSING_ERROR &&
         util.GetNumberType(parsed) == PhoneNumberUtil::MOBILE;
}

std::optional<Address> read_mailbox(std::string_view written) {
  auto address = read_address(written);
  if (!address) return std::nullopt;
  if (address->kind == "sms" || address->kind == "voice") {
    auto number = to_e164(address->handle);
    if (!number) return std::nullopt;
    address->handle = std::move(*number);
  }
  const auto letters = code_points(address->handle);
  if (std::any_of(letters.begin(), letters.end(), is_invisible)) return std::nullopt;
  return address;
}

Sender read_sender(std::string_view written) {
  if (auto number = to_e164(written)) return {std::move(*number), true};
  return {as_written(written), false};
}

}  // namespace kindbank::adapters
