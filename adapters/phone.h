// Phone numbers as people and networks write them, made one: E.164 with its plus. A number without
// a country is a UK number. Libraries disagree on what is valid (the 07700 900 drama range is not,
// to them), so a number is normalised and classified here and never refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialog/message.h"

namespace kindbank::adapters {

// "07400 123456", "+44 (0)7400 123456", "0044 7400123456", "447400123456" -> "+447400123456".
// Nothing where letters stand in it or where it is no whole number ("60777", "").
std::optional<std::string> to_e164(std::string_view written);

// Whether an E.164 number is a mobile phone's, which can be texted.
bool is_mobile(const std::string& number);

// An Address as a person writes it: "sms:07400 123456" is sms:+447400123456, and a name has no
// blanks. Nothing where it is no address.
std::optional<Address> read_mailbox(std::string_view written);

// Whom a text came from.
struct Sender {
  std::string handle;  // E.164, or what the network wrote where there is no number; never empty
  bool replyable =
      false;  // false for a name ("Vodafone"), a short code ("60777") and nothing at all
  bool operator==(const Sender&) const = default;
};

Sender read_sender(std::string_view written);

}  // namespace kindbank::adapters
