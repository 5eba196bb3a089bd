// Any modem or network route behind Kannel (bearerbox and smsbox), beside us on the same machine or
// a private network.
#pragma once

#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

const std::vector<SettingKey>& kannel_keys();

Result<Channel> make_kannel(const ChannelSettings& settings);

}  // namespace kindbank::adapters
