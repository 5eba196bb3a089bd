// Text messages through Twilio's Programmable Messaging. The account is what the settings say; the
// hook (twilio_hook.h) is what Twilio tells us, the REST API (twilio_rest.h) is what we tell
// Twilio.
#pragma once

#include <string>
#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

struct TwilioAccount {
  std::string account_sid;
  std::string auth_token;
  std::string from;                   // our number, E.164
  std::string messaging_service_sid;  // sends instead of `from` where it is set
  std::string api_base;
  std::string status_callback;  // where delivery reports are to go, or "": nowhere
  Duration lookback{};          // how far before `since` the list of missed texts is asked for too
};

const std::vector<SettingKey>& twilio_keys();

Result<Channel> make_twilio(const ChannelSettings& settings);

}  // namespace kindbank::adapters
