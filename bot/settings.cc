#include "bot/settings.h"

#include <algorithm>

#include "adapters/local_call.h"
#include "adapters/phone.h"
#include "bot/holidays_file.h"
#include "bot/settings_file.h"
#include "bot/settings_layers.h"
#include "bot/zone.h"
#include "dialog/load.h"
#include "dialog/nearest.h"
#include "dialog/sms.h"
#include "dialog/utf8.h"
#include "store/seal.h"

namespace kindbank::bot {
namespace {

using dialog::Place;
using dialog::YamlNode;

using LanguagePlaces = std::vector<std::pair<std::string, Place>>;

LanguagePlaces read_languages(Layers& layers, Settings& settings) {
  LanguagePlaces places;
  const YamlNode* list = layers.take_list("bank", "languages", "(each that there are texts in)");
  if (list == nullptr) return places;
  for (const YamlNode& item : list->items) {
    const bool code = item.kind == YamlNode::Kind::scalar && item.scalar.size() >= 2 &&
                      item.scalar.size() <= 3 &&
                      std::all_of(item.scalar.begin(), item.scalar.end(),
                                  [](char c) { return c >= 'a' && c <= 'z'; });
    if (!code) {
      layers.error(item.place, "bad-language", "This is not a language.", "Write en.");
      continue;
    }
    settings.bank.languages.push_back(item.scalar);
    places.emplace_back(item.scalar, item.place);
  }
  if (list->items.empty()) {
    layers.error(list->place, "bad-language", "There is no language.", "Write at least [en].");
  }
  return places;
}

// English stands in the flows themselves, each other language in a file of its own.
void check_spoken(Layers& layers, const Settings& settings, const LanguagePlaces& languages) {
  for (const auto& [code, place] : languages) {
    const auto file = settings.flows / "languages" / (code + ".yaml");
    if (code == dialog::english || std::filesystem::exists(file)) continue;
    layers.warn(place, "language-not-spoken",
                "There are no texts in '" + code + "', so people read English.",
                "Write " + file.string() + ", or leave it out until then.");
  }
}

// What stands in most texts must be short, and of the alphabet that keeps a text at 160 letters.
void check_names(Layers& layers, const Settings::Bank& bank) {
  struct Name {
    const char* key;
    const std::string& text;
    std::size_t limit;
  };
  const auto limits = dialog::name_limits;
  std::size_t all = 0;
  for (const auto& [key, text, limit] :
       {Name{"name", bank.name, limits.bank}, Name{"town", bank.town, limits.town},
        Name{"run_by", bank.run_by, limits.run_by}}) {
    const auto letters = code_points(text);
    all += letters.size();
    const auto place = layers.place_of("bank", key);
    if (letters.size() > limit)
      layers.error(
          place, "too-long",
          "This has " + std::to_string(letters.size()) + " letters, and it stands in texts.",
          "Bring it down to " + std::to_string(limit) + ".");
    const auto odd = std::find_if_not(letters.begin(), letters.end(), dialog::is_gsm7);
    if (odd == letters.end()) continue;
    layers.warn(place, "text-with-non-gsm-character",
                "With '" + to_utf8(*odd) + "' every text it stands in holds 70 letters only.",
                "Write it with plain letters, straight quotes and a plain hyphen.");
  }
  const bool is_said = std::any_of(layers.findings.begin(), layers.findings.end(),
                                   [](const auto& one) { return one.code == "too-long"; });
  if (all <= limits.all || is_said) return;
  auto place = layers.place_of("bank", "run_by");
  if (place.line == 0) place = layers.place_of("bank", "");
  layers.warn(place, "too-long",
              "Name, town and run_by have " + std::to_string(all) +
                  " letters together, and the greeting becomes two text messages.",
              "Bring them down to " + std::to_string(limits.all) + " together.");
}

LanguagePlaces read_bank(Layers& layers, Settings& settings) {
  settings.bank.name = layers.take("bank", "name", "Bank of Kindness");
  settings.bank.town = layers.take("bank", "town", "Stevenage");
  settings.bank.run_by = layers.take("bank", "run_by", "the council and local groups");
  check_names(layers, settings.bank);
  settings.bank.timezone = layers.take("bank", "timezone", "Europe/London");
  if (!load_zone(settings.bank.timezone)) {
    layers.error(layers.place_of("bank", "timezone"), "unknown-timezone",
                 "The system knows no time zone '" + settings.bank.timezone + "'.",
                 "Write it like Europe/London; the package tzdata has them.");
  }
  settings.bank.division = layers.take("bank", "division", std::string(default_division));
  return read_languages(layers, settings);
}

// A number from 1 to `most`.
int read_count(Layers& layers, const std::string& section, const std::string& key, int otherwise,
               int most) {
  const auto text = layers.take(section, key, std::to_string(otherwise));
  const bool digits = !text.empty() && text.size() <= 4 &&
                      text.find_first_not_of("0123456789") == std::string::npos;
  const int count = digits ? std::stoi(text) : 0;
  if (count >= 1 && count <= most) return count;
  layers.error(layers.place_of(section, key), "bad-number",
               "'" + text + "' is no number from 1 to " + std::to_string(most) + ".",
               "Write one like " + std::to_string(otherwise) + ".");
  return otherwise;
}

void read_intake(Layers& layers, Settings& settings) {
  settings.intake.limit = read_count(layers, "intake", "limit", 20, 1000);
  settings.intake.days = read_count(layers, "intake", "days", 5, 60);
}

void read_listener(Layers& layers, const std::string& key, std::string fallback, Endpoint& into) {
  const std::string text = layers.take("server", key, std::move(fallback));
  if (const auto endpoint = read_endpoint(text)) {
    into = *endpoint;
    return;
  }
  layers.error(layers.place_of("server", key), "bad-address",
               "'" + text + "' is no address and port.", "Write it like 127.0.0.1:8080.");
}

void check_ports(Layers& layers, const Settings::Server& server) {
  const auto& [host, port] = server.listen;
  const auto& other = server.ops_listen;
  const auto is_every = [](const std::string& one) { return one == "0.0.0.0" || one == "::"; };
  const bool meet = host == other.host || is_every(host) || is_every(other.host);
  if (port == 0 || port != other.port || !meet) return;
  auto place = layers.place_of("server", "ops_listen");
  if (place.line == 0) place = layers.place_of("server", "listen");
  layers.error(
      place, "port-taken-twice",
      "server.listen and server.ops_listen are the same port " + std::to_string(port) + ".",
      "Give one of them another port, like 9090.");
}

void read_server(Layers& layers, Settings& settings) {
  read_listener(layers, "listen", "127.0.0.1:8080", settings.server.listen);
  read_listener(layers, "ops_listen", "127.0.0.1:9090", settings.server.ops_listen);
  const std::string& ops = settings.server.ops_listen.host;  // empty where it could not be read
  if (!ops.empty() && !adapters::is_loopback(ops)) {
    layers.warn(layers.place_of("server", "ops_listen"), "operations-in-the-open",
                "Anybody who reaches server.ops_listen learns whether the service is up.",
                "Listen on 127.0.0.1, or let only your own tools reach it.");
  }
  check_ports(layers, settings.server);
  std::string url = layers.take("server", "public_url", "");
  while (url.ends_with('/')) url.pop_back();
  const bool secure = url.starts_with("https://") && url.size() > 8;
  const bool local = url.starts_with("http://") && adapters::is_loopback_url(url);
  if (!url.empty() && !secure && !local) {
    layers.error(layers.place_of("server", "public_url"), "bad-url",
                 "The public_url is no address that a provider can call.",
                 "Write it like https://kind.example.org.");
  }
  settings.server.public_url = std::move(url);
}

void check_key_file(Layers& layers, const Place& place, const std::filesystem::path& path) {
  const auto access = key_file_access(path);
  if (!access) return;  // said when the ledger is opened
  if (auto finding = judge_key_file(*access, place, path))
    layers.findings.push_back(*std::move(finding));
  if (const auto key = store::read_key_file(path.string()); !key)
    layers.error(place, "bad-file",
                 "The key of the ledger cannot be used: " + key.error().message + ".",
                 "Put the whole key back, as it was made.");
}

// A password is shown to nobody.
std::string without_password(const std::string& url) {
  const auto begin = url.find("://") + 3;
  const auto at = url.find('@', begin);
  const auto colon = url.find(':', begin);
  if (at == std::string::npos || colon > at || url.find('/', begin) < at) return url;
  return url.substr(0, colon + 1) + "***" + url.substr(at);
}

void read_url(Layers& layers, Settings& settings) {
  std::string url = layers.take("store", "url", "sqlite:var/kindbank.db");
  constexpr std::string_view sqlite = "sqlite:";
  settings.store.folder = layers.resolve("var");
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    for (auto& shown : layers.shown)
      if (shown.key == "store.url") shown.value = without_password(shown.value);
  } else if (url.starts_with(sqlite) && url.size() > sqlite.size()) {
    const std::string path = url.substr(sqlite.size());
    if (path != ":memory:") {
      url = std::string{sqlite} + layers.resolve(path).string();
      settings.store.folder = layers.resolve(path).parent_path();
    }
  } else {
    layers.error(layers.place_of("store", "url"), "bad-url", "The store's url is not understood.",
                 "Write it like sqlite:var/kindbank.db or postgresql://user@host/database.");
  }
  settings.store.url = std::move(url);
}

void read_store(Layers& layers, Settings& settings) {
  read_url(layers, settings);
  const auto key = layers.take("store", "key_file", Layers::Kind::open);
  if (key && !key->text.empty()) {
    settings.store.key_file = layers.resolve(key->text);
    settings.store.key = Settings::Store::Key::named;
    return check_key_file(layers, key->place, settings.store.key_file);
  }
  settings.store.key_file = layers.resolve("var/development.key");
  settings.store.key = Settings::Store::Key::development;
  layers.show("store.key_file", settings.store.key_file.string(),
              "default, made when it is needed");
  check_key_file(layers, {settings.store.key_file.string(), 0, 0}, settings.store.key_file);
  const std::string& host = settings.server.listen.host;  // empty where it could not be read
  if (!host.empty() && !adapters::is_loopback(host)) {
    layers.error(layers.place_of("server", "listen"), "public-without-key",
                 "A server that others can reach needs store.key_file, which is not set.",
                 "Name a file that holds the key, or listen on 127.0.0.1.");
  }
}

// The first folder that has it: the shipped flows serve whoever names none.
std::filesystem::path find_shipped(const Layers& layers, const SettingsInput& input,
                                   const std::string& name) {
  std::vector<std::filesystem::path> folders{layers.folder(), input.working_folder};
  folders.insert(folders.end(), input.shipped.begin(), input.shipped.end());
  for (const auto& folder : folders) {
    std::error_code failed;
    if (std::filesystem::exists(folder / name, failed)) return (folder / name).lexically_normal();
  }
  return layers.resolve(name);
}

std::filesystem::path read_path(Layers& layers, const SettingsInput& input, const std::string& key,
                                const std::string& fallback) {
  if (const auto written = layers.take("", key, Layers::Kind::open)) {
    return layers.resolve(written->text);
  }
  auto found = find_shipped(layers, input, fallback);
  layers.show(key, found.string(), "default");
  return found;
}

// A town that names none has those that are there, or works through.
std::filesystem::path read_holidays_path(Layers& layers, const SettingsInput& input) {
  constexpr const char* shipped = "config/bank-holidays.json";
  if (const auto written = layers.take("", "holidays", Layers::Kind::open))
    return layers.resolve(written->text);
  auto found = find_shipped(layers, input, shipped);
  std::error_code none;
  if (!std::filesystem::exists(found, none)) found.clear();
  layers.show("holidays", found.string(), "default");
  return found;
}

void read_clock(Layers& layers, Settings& settings) {
  const auto start = layers.take("clock", "start", Layers::Kind::open);
  if (!start) return;
  settings.clock_start = read_local_time(start->text);
  if (!settings.clock_start) {
    layers.error(start->place, "bad-time", "'" + start->text + "' is no time.",
                 "Write it like 2026-11-24T10:00.");
  }
  for (const auto& channel : settings.channels) {
    const auto base = channel.values.find("api_base");
    const bool here = base == channel.values.end() ? channel.adapter == "sim"
                                                   : adapters::is_loopback_url(base->second);
    if (here) continue;
    layers.error(start->place, "clock-with-real-channel",
                 "The clock can only be set in tests, and channel '" + channel.name + "' is real.",
                 "Remove clock, or point api_base of every channel at this machine.");
  }
}

}  // namespace

SettingsRead read_settings(const SettingsInput& input) {
  Layers layers{input};
  Settings settings;
  settings.folder = layers.folder();
  const auto languages = read_bank(layers, settings);
  read_server(layers, settings);
  read_store(layers, settings);
  settings.flows = read_path(layers, input, "flows", "flows");
  check_spoken(layers, settings, languages);
  settings.areas = read_path(layers, input, "areas", "config/areas.yaml");
  settings.holidays = read_holidays_path(layers, input);
  read_intake(layers, settings);
  const auto reach = read_channels(layers, settings);
  read_clock(layers, settings);
  settings.partners = read_partners(layers);
  settings.coordinators = read_coordinators(layers, settings.partners, reach);
  layers.refuse_the_rest();
  settings.shown = std::move(layers.shown);
  return {std::move(settings), std::move(layers.findings)};
}

}  // namespace kindbank::bot
