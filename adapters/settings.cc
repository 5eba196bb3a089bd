#include "adapters/settings.h"

#include <algorithm>

#include "adapters/phone.h"

namespace kindbank::adapters {

std::string setting(const ChannelSettings& settings, std::string_view key,
                    std::string_view fallback) {
  const auto found = settings.values.find(std::string(key));
  const bool given = found != settings.values.end() && !found->second.empty();
  return given ? found->second : std::string(fallback);
}

std::string complaint(const ChannelSettings& settings, std::string_view sentence) {
  return "channel " + settings.name + ": " + std::string(sentence);
}

Result<Channel> open_channel(const ChannelSettings& settings) {
  const auto& all = adapters();
  const auto adapter = std::find_if(
      all.begin(), all.end(), [&](const Adapter& one) { return one.name == settings.adapter; });
  if (adapter == all.end())
    return fail(complaint(settings, "there is no adapter called '" + settings.adapter + "'"));
  for (const SettingKey& key : adapter->keys)
    if (key.need == SettingKey::Need::required && setting(settings, key.name).empty())
      return fail(complaint(settings, std::string(key.name) + " is missing"));
  return adapter->make(settings);
}

Channel named_channel(const ChannelSettings& settings, const std::string& kind) {
  Channel channel;
  channel.name = settings.name;
  channel.adapter = settings.adapter;
  channel.kind = kind;
  return channel;
}

Result<std::string> own_number(const ChannelSettings& settings) {
  const auto number = to_e164(setting(settings, "from"));
  if (!number)
    return fail(complaint(settings, "from must be a phone number such as +447400111222"));
  return *number;
}

Result<Duration> lookback_of(const ChannelSettings& settings) {
  const auto lookback = read_duration(setting(settings, "lookback", "1h"));
  if (!lookback) return fail(complaint(settings, "lookback must be a span such as 1h or 2d"));
  return *lookback;
}

std::string hook_url(const ChannelSettings& settings) {
  std::string base = settings.public_url;
  while (base.ends_with('/')) base.pop_back();
  return base + "/hooks/" + settings.name;
}

Result<std::string> api_base(const ChannelSettings& settings, std::string_view fallback) {
  std::string base = setting(settings, "api_base", fallback);
  while (base.ends_with('/')) base.pop_back();
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (base.starts_with(scheme) && base.size() > scheme.size()) return base;
  }
  return fail(complaint(settings, "api_base must be a URL such as https://api.example.org"));
}

}  // namespace kindbank::adapters
