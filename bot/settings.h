// What the operator decides: one YAML file, overridden by the environment, overridden by flags.
// Every value remembers where it came from. Relative paths count from the settings file's folder,
// or without one from the working folder. docs and config/example.yaml name every key.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"
#include "bot/endpoint.h"
#include "dialog/message.h"
#include "dialog/time.h"
#include "dialog/yaml.h"

namespace kindbank::bot {

struct Coordinator {
  std::string name;
  std::vector<Address> addresses;
  std::vector<std::string> digest;  // "08:00"
  std::string on_call = "never";    // or "always", or hours (bank/rota.h)
  std::string partner;              // the code of their organisation; "": the town's
};

// An organisation that the bank is run with.
struct Partner {
  std::string code;  // "SIP"
  std::string name;
};

// One line of `config show --sources`.
struct ShownSetting {
  std::string key;     // "channels.sms.auth_token"
  std::string value;   // "(set)" for a secret
  std::string source;  // "default", "FILE:LINE", "environment KINDBANK_...", "flag"
};

struct Settings {
  struct Bank {
    std::string name;
    std::string town;
    std::string run_by;
    std::string timezone;
    std::string division;                // whose bank holidays are the town's
    std::vector<std::string> languages;  // offered to people; none: each that there are texts in
  } bank;
  struct Server {
    Endpoint listen;
    Endpoint ops_listen;
    std::string public_url;  // without the last slash; "" on loopback
  } server;
  struct Store {
    std::string url;                 // "sqlite:/absolute/path", "sqlite::memory:", "postgresql://"
    std::filesystem::path folder;    // what is kept beside the ledger: rights.log
    std::filesystem::path key_file;  // the key is there, or is to be made there
    // A development key may be made in `key_file`: none was named and the listener is loopback.
    enum class Key { named, development } key = Key::development;
  } store;
  std::filesystem::path flows;
  std::filesystem::path areas;
  std::filesystem::path holidays;  // "": there is no list of them
  struct Intake {
    int limit = 0;
    int days = 0;
  } intake;
  std::optional<LocalTime> clock_start;             // by the town's clock
  std::vector<adapters::ChannelSettings> channels;  // by name; secrets read from their files
  std::vector<Partner> partners;
  std::vector<Coordinator> coordinators;
  std::filesystem::path folder;  // where relative paths count from
  std::vector<ShownSetting> shown;
};

struct SettingsInput {
  std::optional<std::filesystem::path> file;
  std::map<std::string, std::string> environment;  // KINDBANK_... is read, the rest left alone
  std::map<std::string, std::string> flags;        // "server.listen" -> its value
  std::filesystem::path working_folder;
  // Folders that hold the flows and areas the program came with, tried in turn where the settings
  // name none: after the settings file's folder and the working folder.
  std::vector<std::filesystem::path> shipped;
};

struct SettingsRead {
  Settings settings;
  std::vector<dialog::Finding> findings;  // any error: the settings are not to be used
};

SettingsRead read_settings(const SettingsInput& input);

}  // namespace kindbank::bot
