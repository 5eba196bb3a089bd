// GOV.UK Notify: a council's own text messages, sent by a template and received at a number that
// Notify lends. The hook (notify_hook.h) is what Notify tells us, the REST API (notify_rest.h) is
// what we tell Notify.
#pragma once

#include <string>
#include <vector>

#include "adapters/channel.h"
#include "adapters/message_template.h"

namespace kindbank::adapters {

struct NotifyAccount {
  std::string service_id;            // out of the API key
  std::string secret;                // out of the API key; signs our tokens
  std::vector<Approval> templates;   // each a text with one placeholder; one of them for all
  std::string placeholder;           // that placeholder's name
  std::size_t fixed_characters = 0;  // of the longest template's own, in Notify's 918
  std::string sms_sender_id;         // one of the service's senders, or "": its default
  std::string bearer_token;          // what Notify shows with a text that came in
  std::string receipt_token;         // what it shows with a delivery receipt
  std::string api_base;
  Duration lookback{};  // how far before `since` the list of received texts is read, too
};

const std::vector<SettingKey>& notify_keys();

Result<Channel> make_notify(const ChannelSettings& settings);

}  // namespace kindbank::adapters
