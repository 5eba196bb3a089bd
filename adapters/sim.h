// The phone simulator as if it were a provider: its page speaks to the hook and shows what is said.
// It speaks only as sim: addresses and only to this machine, so it can stand for nobody's real
// phone.
#pragma once

#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

// None: the simulator needs only api_base, the server's own loopback address.
const std::vector<SettingKey>& sim_keys();

Result<Channel> make_sim(const ChannelSettings& settings);

}  // namespace kindbank::adapters
