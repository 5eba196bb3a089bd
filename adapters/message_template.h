// Texts that a platform approved beforehand. WhatsApp takes anything for a day after a person last
// wrote, and then nothing but such a text; ours has one variable, which is what we have to say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

// A little less than the platform's day, for what is under way.
inline constexpr Duration free_window = std::chrono::hours{24} - std::chrono::minutes{5};

bool needs_template(const Outgoing& part);

// The variable: the text with its choices numbered, in one line and without blanks in a row, as
// Meta wants it.
std::string template_words(const Outgoing& part);

// One language's approval: Meta's code of it ("pl", "en_GB"), or Twilio's id of the text ("HX...").
struct Approval {
  std::string language;  // "pl"
  std::string value;
};

// A setting such as "en_GB pl ro" or "HX01 pl:HX02": a value stands for the language before its
// colon, else for its own letters before "_".
std::vector<Approval> read_approvals(std::string_view setting);

// The person's language, or else the first; `approvals` is not empty.
const std::string& approved_for(const std::vector<Approval>& approvals, std::string_view language);

}  // namespace kindbank::adapters
