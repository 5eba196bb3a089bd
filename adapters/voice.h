// Phone calls through Twilio's Programmable Voice, for landlines and for people who do not read:
// the same talks as by text, said aloud, answered by the keys first and by words where no key fits.
#pragma once

#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

const std::vector<SettingKey>& voice_keys();

Result<Channel> make_voice(const ChannelSettings& settings);

}  // namespace kindbank::adapters
