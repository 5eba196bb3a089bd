// WhatsApp by Meta's own Cloud API. The hook (whatsapp_hook.h) is what Meta tells us.
#pragma once

#include <string>
#include <vector>

#include "adapters/channel.h"
#include "adapters/message_template.h"

namespace kindbank::adapters {

struct WhatsappNumber {
  std::string phone_number_id;  // Meta's id of our number
  std::string access_token;     // a system user's
  std::string app_secret;       // signs what Meta tells us
  std::string verify_token;     // shown once, when the webhook is set
  std::string api_base;         // with the version
  std::string list_label;       // what opens a list of more than three choices
  // Approved at Meta, their one parameter {{1}} the text; none: nothing goes out of the window.
  std::vector<Approval> templates;
  std::vector<Approval> template_languages;
};

const std::vector<SettingKey>& whatsapp_keys();

Result<Channel> make_whatsapp(const ChannelSettings& settings);

}  // namespace kindbank::adapters
