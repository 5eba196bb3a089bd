// Telegram's Bot API: free, with buttons, and without the person's number.
#pragma once

#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

const std::vector<SettingKey>& telegram_keys();

Result<Channel> make_telegram(const ChannelSettings& settings);

}  // namespace kindbank::adapters
