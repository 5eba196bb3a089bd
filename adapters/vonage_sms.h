// Text messages through Vonage's older SMS API, whose calls are signed forms and whose long texts
// come in pieces.
#pragma once

#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

const std::vector<SettingKey>& vonage_sms_keys();

Result<Channel> make_vonage_sms(const ChannelSettings& settings);

}  // namespace kindbank::adapters
