// From the platforms' own references: WhatsApp's reply buttons and list messages, Messenger's quick
// replies, Twilio's quick-reply and list-picker contents, Telegram's inline keyboards, whose
// buttons wrap and whose callback_data has 64 bytes.
#include "adapters/choice_limits.h"

#include <limits>

namespace kindbank::adapters {

const std::vector<dialog::ChoiceLimits>& choice_limits() {
  constexpr auto any = std::numeric_limits<std::size_t>::max();
  static const std::vector<dialog::ChoiceLimits> all = {
      {"WhatsApp", 3, 20, 24, 200},
      {"Twilio", 3, 20, 24, 200},
      {"Messenger", 13, 20, 20, 1000},
      {"Telegram", any, any, any, 64},
  };
  return all;
}

}  // namespace kindbank::adapters
