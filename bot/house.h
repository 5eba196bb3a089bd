// What every command begins with: the settings, and the library of flows, words and areas that they
// name.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/channels.h"
#include "bot/library.h"
#include "bot/settings.h"
#include "store/database.h"

namespace kindbank::bot {

struct HouseInput {
  std::optional<std::filesystem::path> config;
  std::map<std::string, std::string> flags;  // "server.listen" -> its value
};

struct House {
  Settings settings;
  Library library;
  std::vector<dialog::Finding> findings;  // of both; with an error the house is not to be used

  bool has_errors() const;
};

House read_house(const HouseInput& input);
// The settings alone, for a command that says nothing to anybody.
SettingsRead read_house_settings(const HouseInput& input);

// The folder of the <town>.yaml seeds: beside the areas, or the one that the program came with.
std::filesystem::path towns_folder(const Settings& settings);
// Where the STOPs are kept outside the ledger: rights.log beside its file, or in var/.
std::filesystem::path rights_log_path(const Settings& settings);

// What was said while the ledger could not be written (spool.h): spool beside the rights log.
std::filesystem::path spool_path(const Settings& settings);

// Where the server that holds the ledger takes commands; nothing where the ledger is no file.
std::optional<std::filesystem::path> command_socket_path(const Settings& settings);

// The findings as `check` prints them, a line each and its hint below.
void print_findings(const std::vector<dialog::Finding>& findings);

bool has_ledger(const Settings& settings);
// "there is no ledger at /srv/kind/var/kindbank.db yet"
std::string say_no_ledger(const Settings& settings);
// The ledger that the settings name. To write it makes what is missing, a development key too where
// they allow it; to read it fails where there is none yet.
Result<std::unique_ptr<store::Database>> open_ledger(const Settings& settings,
                                                     store::DatabaseOptions::Mode mode);

// The settings' coordinators, once in a ledger's life, and their partners as they are now.
void seed_coordinators(store::Database& database, const Settings& settings, Time now);

Result<Channels> make_channels(const Settings& settings);

}  // namespace kindbank::bot
