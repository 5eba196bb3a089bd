// The channels of the settings, each with the keys that its adapter takes.
#include <algorithm>
#include <map>
#include <set>

#include "adapters/local_call.h"
#include "adapters/phone.h"
#include "bot/settings_layers.h"
#include "dialog/nearest.h"

namespace kindbank::bot {
namespace {

using adapters::Adapter;
using adapters::SettingKey;
using dialog::Place;

std::vector<std::string> names_of(const std::vector<Adapter>& adapters) {
  std::vector<std::string> names;
  for (const Adapter& adapter : adapters) names.emplace_back(adapter.name);
  return names;
}

const Adapter* read_adapter(Layers& layers, const std::string& section) {
  const auto name = layers.take(section, "adapter", Layers::Kind::open);
  const auto& all = adapters::adapters();
  std::string known;
  for (const Adapter& adapter : all)
    known += (known.empty() ? "" : ", ") + std::string{adapter.name};
  if (!name) {
    layers.error(layers.place_of(section, ""), "missing-key",
                 "'" + section + "' does not say which adapter it is.",
                 "Write adapter: and one of " + known + ".");
    return nullptr;
  }
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Adapter& one) { return one.name == name->text; });
  if (found != all.end()) return &*found;
  const std::string best = dialog::nearest(name->text, names_of(all));
  layers.error(name->place, "unknown-adapter", "There is no adapter '" + name->text + "'.",
               best.empty() ? "Write one of " + known + "." : "Did you mean '" + best + "'?");
  return nullptr;
}

// Nothing after an error.
std::optional<adapters::Channel> read_channel(Layers& layers, const std::string& name,
                                              Settings& settings) {
  const std::string section = "channels." + name;
  const Adapter* adapter = read_adapter(layers, section);
  if (adapter == nullptr) {
    layers.leave(section);
    return std::nullopt;
  }
  adapters::ChannelSettings channel{
      name, std::string{adapter->name}, {}, settings.server.public_url};
  const std::size_t before = layers.findings.size();
  const auto take = [&](std::string_view key, Layers::Kind kind) {
    const auto written = layers.take(section, std::string{key}, kind);
    if (written) channel.values.emplace(key, written->text);
    return written.has_value();
  };
  take("api_base", Layers::Kind::open);
  for (const SettingKey& key : adapter->keys) {
    const bool secret = key.kind == SettingKey::Kind::secret;
    const bool found = take(key.name, secret ? Layers::Kind::secret : Layers::Kind::open);
    if (found || key.need == SettingKey::Need::optional || layers.findings.size() > before)
      continue;
    layers.error(layers.place_of(section, "adapter"), "missing-key",
                 "'" + section + "' has no " + std::string{key.name} + ".",
                 "Write " + std::string{key.name} + ": or " + std::string{key.name} + "_file:.");
  }
  const bool sound = std::none_of(layers.findings.begin() + static_cast<std::ptrdiff_t>(before),
                                  layers.findings.end(), [](const dialog::Finding& finding) {
                                    return finding.level == dialog::Finding::Level::error;
                                  });
  std::optional<adapters::Channel> read;
  if (sound) {
    if (auto made = adapter->make(channel)) {
      read = std::move(*made);
    } else {
      layers.error(layers.place_of(section, "adapter"), "bad-channel",
                   "A setting does not fit: " + made.error().message + ".", "Correct it.");
    }
  }
  settings.channels.push_back(std::move(channel));
  return read;
}

// What is sent to a number that two channels have reaches us twice, or by the wrong one.
void check_numbers(Layers& layers, const Settings& settings) {
  std::map<std::string, std::string> first;
  for (const auto& channel : settings.channels) {
    const auto from = channel.values.find("from");
    const auto number =
        from == channel.values.end() ? std::nullopt : adapters::to_e164(from->second);
    if (!number) continue;
    const auto [found, added] = first.emplace(*number, channel.name);
    if (added) continue;
    layers.error(
        layers.place_of("channels." + channel.name, "from"), "number-used-twice",
        "The channels '" + found->second + "' and '" + channel.name + "' have the same number.",
        "Give each a number of its own, or remove one.");
  }
}

// Providers sign the address that they called, and it may be another than the one we listen on.
void check_public_url(Layers& layers, const Settings& settings,
                      const std::set<std::string>& elsewhere) {
  if (!settings.server.public_url.empty()) return;
  for (const auto& channel : settings.channels) {
    if (channel.adapter == "sim" || elsewhere.contains(channel.name)) continue;
    layers.warn(layers.place_of("channels." + channel.name, "adapter"), "no-public-url",
                "There is no server.public_url, so the signatures of channel '" + channel.name +
                    "' are checked against the listen address.",
                "Write the address that the provider calls, like https://kind.example.org.");
  }
}

// Whoever reaches a simulated phone speaks as anybody. So it serves this machine alone, and nothing
// that the world reaches stands beside it.
void check_simulators(Layers& layers, const Settings& settings) {
  const auto& channels = settings.channels;
  const auto is_real = [](const adapters::ChannelSettings& one) { return one.adapter != "sim"; };
  const bool beside_real = std::any_of(channels.begin(), channels.end(), is_real);
  const std::string& host = settings.server.listen.host;  // empty where it could not be read
  for (const auto& channel : channels) {
    if (is_real(channel)) continue;
    const Place place = layers.place_of("channels." + channel.name, "adapter");
    const std::string phone = "Channel '" + channel.name + "' is the phone simulator, ";
    if (!host.empty() && !adapters::is_loopback(host)) {
      layers.error(place, "simulator-in-the-open", phone + "and server.listen is not this machine.",
                   "Listen on 127.0.0.1, or remove the channel.");
    }
    if (!settings.server.public_url.empty()) {
      layers.error(place, "simulator-in-the-open", phone + "and there is a server.public_url.",
                   "Remove public_url, or remove the channel.");
    }
    if (beside_real) {
      layers.error(place, "simulator-beside-real", phone + "and another channel is real.",
                   "Keep one of the two.");
    }
  }
}

}  // namespace

std::optional<Reach> read_channels(Layers& layers, Settings& settings) {
  const auto names = layers.channels();
  // The simulator and the terminal bring phones of their own.
  if (names.empty()) return Reach{{"sim"}, dialog::Finding::Level::warning};
  std::optional<Reach> reach = Reach{{}, dialog::Finding::Level::error};
  std::set<std::string> elsewhere;
  for (const std::string& name : names) {
    const auto channel = read_channel(layers, name, settings);
    if (!channel) reach = std::nullopt;
    if (reach) reach->kinds.insert(channel->kind);
    if (channel &&
        (channel->calls == adapters::Channel::Calls::nobody || !channel->reached_at.empty()))
      elsewhere.insert(name);
  }
  check_simulators(layers, settings);
  check_numbers(layers, settings);
  check_public_url(layers, settings, elsewhere);
  return reach;
}

}  // namespace kindbank::bot
