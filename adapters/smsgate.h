// An Android phone as the gateway, by the app SMSGate: its webhooks come from the phone itself, and
// its API is the phone's, a private server's or the cloud's.
#pragma once

#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

const std::vector<SettingKey>& smsgate_keys();

Result<Channel> make_smsgate(const ChannelSettings& settings);

}  // namespace kindbank::adapters
