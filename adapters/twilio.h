// Text messages, or WhatsApp, through Twilio's Programmable Messaging. The account is what the
// settings say; the hook (twilio_hook.h) is what Twilio tells us, the REST API (twilio_rest.h) is
// what we tell Twilio.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"
#include "adapters/message_template.h"

namespace kindbank::adapters {

inline constexpr std::string_view twilio_base = "https://api.twilio.com";

struct TwilioAccount {
  std::string account_sid;
  std::string auth_token;
  std::string from;                   // our number, E.164
  std::string kind = "sms";           // of Addresses: "sms" or "whatsapp"
  std::string messaging_service_sid;  // sends instead of `from` where it is set
  // Of templates whose {{1}} is the text, for WhatsApp out of its window; or none.
  std::vector<Approval> contents;
  std::string api_base;
  std::string status_callback;  // where delivery reports are to go, or "": nowhere
  Duration lookback{};          // how far before `since` the list of missed texts is asked for too
};

// An Address as Twilio writes it ("whatsapp:+447400123456"), and back; a WhatsApp user without a
// number has an id there ("GB.1234").
std::string twilio_address(const TwilioAccount& account, const std::string& handle);
Address read_twilio_address(const TwilioAccount& account, std::string_view written,
                            bool& replyable);

const std::vector<SettingKey>& twilio_keys();

// Fails with what an operator can mend.
Result<TwilioAccount> read_twilio_account(const ChannelSettings& settings);

Result<Channel> make_twilio(const ChannelSettings& settings);

}  // namespace kindbank::adapters
