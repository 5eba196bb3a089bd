// Text messages through Vonage's Messages API, with its tokens both ways.
#pragma once

#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

const std::vector<SettingKey>& vonage_keys();

Result<Channel> make_vonage(const ChannelSettings& settings);

}  // namespace kindbank::adapters
