#include "dialog/message.h"

#include <algorithm>

namespace kindbank {
namespace {

bool is_kind(std::string_view text) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || digit(c); });
}

}  // namespace

std::optional<Address> read_address(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto kind = text.substr(0, colon);
  const auto handle = text.substr(colon + 1);
  if (!is_kind(kind) || handle.empty()) return std::nullopt;
  return Address{std::string(kind), std::string(handle)};
}

Message rich_of(Message message) {
  if (!message.rich.empty()) message.text = std::move(message.rich);
  message.rich.clear();
  return message;
}

std::string numbered(const Message& message) {
  std::string text = message.text;
  if (message.listing == Message::Listing::words) return text;
  int number = 0;
  for (const Option& option : message.options) {
    if (!text.empty()) text += ' ';
    text += std::to_string(++number) + ' ' + option.label;
  }
  return text;
}

}  // namespace kindbank
