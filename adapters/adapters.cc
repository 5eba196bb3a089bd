#include <algorithm>

#include "adapters/channel.h"
#include "adapters/email.h"
#include "adapters/kannel.h"
#include "adapters/notify.h"
#include "adapters/sim.h"
#include "adapters/smsgate.h"
#include "adapters/telegram.h"
#include "adapters/twilio.h"
#include "adapters/voice.h"
#include "adapters/vonage.h"
#include "adapters/vonage_sms.h"
#include "adapters/whatsapp.h"

namespace kindbank::adapters {

const std::vector<Adapter>& adapters() {
  static const std::vector<Adapter> table = {
      {"email", email_keys(), make_email},
      {"kannel", kannel_keys(), make_kannel},
      {"notify", notify_keys(), make_notify},
      {"sim", sim_keys(), make_sim},
      {"smsgate", smsgate_keys(), make_smsgate},
      {"telegram", telegram_keys(), make_telegram},
      {"twilio", twilio_keys(), make_twilio},
      {"voice", voice_keys(), make_voice},
      {"vonage", vonage_keys(), make_vonage},
      {"vonage-sms", vonage_sms_keys(), make_vonage_sms},
      {"whatsapp", whatsapp_keys(), make_whatsapp},
  };
  return table;
}

bool confirms_stop(const Limits& limits, std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return false;
  std::string word(text.substr(first, text.find_last_not_of(blanks) + 1 - first));
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const auto& words = limits.confirmed_stops;
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace kindbank::adapters
