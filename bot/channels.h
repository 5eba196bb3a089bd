// The channels of this service, by the name the settings give them, and which one reaches an
// Address.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "adapters/channel.h"

namespace kindbank::bot {

using Channels = std::map<std::string, adapters::Channel, std::less<>>;

// nullptr where no channel has that name.
inline const adapters::Channel* find_channel(const Channels& channels, std::string_view name) {
  const auto found = channels.find(name);
  return found == channels.end() ? nullptr : &found->second;
}

// The route last used, where it still is in the settings, else the first that serves this kind of
// Address; nullptr where none does.
inline const adapters::Channel* channel_for(const Channels& channels, const Address& address,
                                            std::string_view last_used) {
  if (const auto* last = find_channel(channels, last_used);
      last != nullptr && last->kind == address.kind)
    return last;
  for (const auto& [name, channel] : channels)
    if (channel.kind == address.kind) return &channel;
  return nullptr;
}

}  // namespace kindbank::bot
