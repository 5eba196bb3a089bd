// A channel's settings as an adapter asks for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

// The value of that key, or `fallback` where it is absent or empty.
std::string setting(const ChannelSettings& settings, std::string_view key,
                    std::string_view fallback = "");

// A sentence about a wrong setting of this channel: "channel sms: from is missing".
std::string complaint(const ChannelSettings& settings, std::string_view sentence);

// The channel of these settings: its adapter is asked once every key is there that it requires.
Result<Channel> open_channel(const ChannelSettings& settings);

// What an adapter fills in: a channel by its name in the settings, of that kind of Addresses.
Channel named_channel(const ChannelSettings& settings, const std::string& kind);

// Our own number in `from`, E.164.
Result<std::string> own_number(const ChannelSettings& settings);

// How far before the last look a list of missed texts is read, too: `lookback`, an hour where it is
// not set.
Result<Duration> lookback_of(const ChannelSettings& settings);

// Where the provider calls: "https://kind.example.org/hooks/sms", the path alone where there is no
// public_url.
std::string hook_url(const ChannelSettings& settings);

// api_base without its last slash; fails where it is no http or https URL.
Result<std::string> api_base(const ChannelSettings& settings, std::string_view fallback);

}  // namespace kindbank::adapters
