// What every command begins with: the settings, and the library of flows, words and areas that they name.
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

// The findings as `check` prints them, a line each and its hint below.
void print_findings(const std::vector<dialog::Finding>& findings);

// The ledger that the settings name. Makes a development key where they allow it.
Result<std::unique_ptr<store::Database>> open_ledger(const Settings& settings,
                                                     store::DatabaseOptions::Mode mode);

// Keeps the current flows in the ledger and brings back the versions that talks may stand on.
void keep_flows(store::Database& database, Library& library);
// The settings' coordinators, where the ledger has none.
void seed_coordinators(store::Database& database, const Settings& settings, Time now);

Result<Channels> make_channels(const Settings& settings);

}  // namespace kindbank::bot
