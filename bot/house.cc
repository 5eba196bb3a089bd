#include "bot/house.h"

#include <cstdio>
#include <cstdlib>

#include "adapters/settings.h"
#include "bot/holidays_file.h"
#include "bot/town_files.h"
#include "bot/zone.h"
#include "store/coordinators.h"
#include "store/partners.h"

extern char** environ;

namespace kindbank::bot {
namespace {

namespace fs = std::filesystem;
using dialog::Finding;

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> all;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string line = *entry;
    const auto equals = line.find('=');
    if (line.starts_with("KINDBANK_") && equals != std::string::npos)
      all[line.substr(0, equals)] = line.substr(equals + 1);
  }
  return all;
}

// Beside the program: the checkout that it was built in, or share/kindbank where it was installed.
std::vector<fs::path> shipped_folders() {
  std::error_code none;
  const auto program = fs::read_symlink("/proc/self/exe", none);
  if (none) return {};
  const auto folder = program.parent_path();
  return {folder.parent_path(), folder.parent_path() / "share" / "kindbank"};
}

// "sqlite:/var/lib/kindbank.db" without its scheme.
std::string ledger_file(const Settings& settings) {
  return settings.store.url.substr(settings.store.url.find(':') + 1);
}

bank::Town town_of(const Settings& settings, std::vector<Finding>& findings) {
  bank::Town town;
  town.bank = settings.bank.name;
  town.town = settings.bank.town;
  town.run_by = settings.bank.run_by;
  town.intake = {settings.intake.limit, settings.intake.days};
  if (const auto& path = settings.holidays; !path.empty()) {
    const auto text = read_text(path);
    read_holidays(text.value_or(""), path.string(), settings.bank.division, town, findings);
  }
  auto zone = load_zone(settings.bank.timezone);
  if (zone) {
    town.zone = std::move(*zone);
  } else {
    findings.push_back({Finding::Level::error,
                        {"settings", 1, 1},
                        "unknown-timezone",
                        zone.error().message,
                        "Write it like Europe/London."});
  }
  return town;
}

// What is said on the phone, in each language that the town has texts in.
adapters::SpokenLanguages spoken_languages(const Library& library) {
  const auto language_of = [&](const dialog::Language* language) {
    const auto reply = [&](std::string_view key) {
      const auto own = language == nullptr ? nullptr : language->find_reply(key);
      return own == nullptr ? library.words.reply(key) : own->text;
    };
    adapters::SpokenLanguage spoken;
    if (language != nullptr) spoken.tag = language->spoken;
    spoken.key = reply("voice_key");
    spoken.person = reply("voice_person");
    spoken.goodbye = reply("voice_goodbye");
    spoken.hidden = reply("voice_hidden");
    spoken.kept = reply("voice_kept");
    return spoken;
  };
  adapters::SpokenLanguages all;
  all.emplace(dialog::english, language_of(nullptr));
  for (const auto* language : library.flows.languages())
    if (!language->spoken.empty()) all.emplace(language->code, language_of(language));
  return all;
}

}  // namespace

bool House::has_errors() const { return has_error(findings); }

SettingsRead read_house_settings(const HouseInput& input) {
  SettingsInput settings;
  settings.file = input.config;
  settings.environment = environment();
  settings.flags = input.flags;
  settings.working_folder = fs::current_path();
  settings.shipped = shipped_folders();
  return read_settings(settings);
}

House read_house(const HouseInput& input) {
  House house;
  auto read = read_house_settings(input);
  house.settings = std::move(read.settings);
  house.findings = std::move(read.findings);
  if (house.has_errors()) return house;
  auto town = town_of(house.settings, house.findings);
  const auto& settings = house.settings;
  house.library =
      read_library({settings.flows, settings.areas, settings.bank.languages}, std::move(town));
  house.findings.insert(house.findings.end(), house.library.findings.begin(),
                        house.library.findings.end());
  if (house.has_errors()) return house;
  const auto spoken = spoken_languages(house.library);
  for (auto& channel : house.settings.channels) channel.spoken = spoken;
  return house;
}

fs::path towns_folder(const Settings& settings) {
  std::vector<fs::path> folders{settings.areas.parent_path() / "towns"};
  for (const auto& shipped : shipped_folders()) folders.push_back(shipped / "config" / "towns");
  std::error_code none;
  for (const auto& folder : folders)
    if (fs::is_directory(folder, none)) return folder;
  return folders.front();
}

fs::path rights_log_path(const Settings& settings) { return settings.store.folder / "rights.log"; }

fs::path spool_path(const Settings& settings) { return settings.store.folder / "spool"; }

std::optional<fs::path> command_socket_path(const Settings& settings) {
  const auto file = ledger_file(settings);
  if (!settings.store.url.starts_with("sqlite:") || file == ":memory:") return std::nullopt;
  return file + ".sock";
}

void print_findings(const std::vector<Finding>& findings) {
  for (const auto& finding : findings) std::fprintf(stderr, "%s\n", dialog::say(finding).c_str());
}

bool has_ledger(const Settings& settings) {
  std::error_code none;
  return !settings.store.url.starts_with("sqlite:") || fs::exists(ledger_file(settings), none);
}

std::string say_no_ledger(const Settings& settings) {
  return "there is no ledger at " + ledger_file(settings) + " yet";
}

Result<std::unique_ptr<store::Database>> open_ledger(const Settings& settings,
                                                     store::DatabaseOptions::Mode mode) {
  store::DatabaseOptions options;
  options.url = settings.store.url;
  options.mode = mode;
  const auto path = settings.store.key_file.string();
  const bool reads = mode == store::DatabaseOptions::Mode::read_only;
  if (reads && !has_ledger(settings)) return fail(say_no_ledger(settings));
  const bool make =
      !reads && settings.store.key == Settings::Store::Key::development && !fs::exists(path);
  if (make) fs::create_directories(settings.store.key_file.parent_path());
  auto key = make ? store::make_key_file(path) : store::read_key_file(path);
  if (!key) return tl::make_unexpected(key.error());
  options.key = *key;
  return store::Database::open(options);
}

void seed_coordinators(store::Database& database, const Settings& settings, Time now) {
  const auto seed = store::fresh_seed();
  database.transact([&](store::Transaction& tx) {
    store::Ids ids(now, seed);
    std::vector<store::Coordinator> all;
    for (const auto& one : settings.coordinators) {
      all.push_back({ids.next(), one.name, one.addresses, one.digest, one.on_call, one.partner});
    }
    std::vector<store::Partner> partners;
    for (const auto& one : settings.partners) partners.push_back({one.code, one.name});
    store::put_partners(tx, partners);
    store::seed_coordinators(tx, all);
  });
}

Result<Channels> make_channels(const Settings& settings) {
  Channels channels;
  for (const auto& one : settings.channels) {
    auto channel = adapters::open_channel(one);
    if (!channel) return fail("channel '" + one.name + "': " + channel.error().message);
    channels.emplace(one.name, std::move(*channel));
  }
  return channels;
}

}  // namespace kindbank::bot
