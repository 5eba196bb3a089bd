// What a town begins with in a transcript or a terminal, from config/towns/<name>.yaml: members
// with their offers, coordinators, and where its table of kinds of help differs from the shipped
// one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bank/town.h"
#include "dialog/result.h"
#include "store/database.h"

namespace kindbank::bot {

struct SeedPerson {
  std::string
      phone;  // "asker": its Address is sim:asker; by `phone:` somebody else's, which they share
  std::string name;
  std::string sector;  // of a member; "" for one who only coordinates
  std::string level = "V0";
  std::string language;  // "": the town's
  std::string street;    // "12 High Street"; "": not said yet
  std::vector<std::string> offers;
  std::string coordinator;          // the name of the desk, or ""
  std::vector<std::string> digest;  // of a coordinator: "08:00"
  std::string on_call;              // of a coordinator
  std::string partner;              // the code of their organisation, or ""
};

struct Seed {
  std::vector<SeedPerson> people;
  decltype(bank::Town::categories) categories;  // in the place of those of the same name
};

Result<Seed> read_seed(std::string_view yaml, const std::string& file);
Result<Seed> read_town(const std::filesystem::path& towns, const std::string& name);

void plant(store::Transaction& tx, store::Ids& ids, const bank::Town& town,
           const std::vector<SeedPerson>& people, Time now);

}  // namespace kindbank::bot
