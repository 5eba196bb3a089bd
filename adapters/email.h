// E-mail, outwards only: what coordinators read at their desks. It leaves by SMTP.
#pragma once

#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

const std::vector<SettingKey>& email_keys();

Result<Channel> make_email(const ChannelSettings& settings);

}  // namespace kindbank::adapters
