// All that the service says and knows of its town before anybody texts: flows, word lists, areas
// and kinds of help, read from files once and never changed. What `check` prints are its findings.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bank/town.h"
#include "dialog/flow.h"
#include "dialog/load.h"
#include "dialog/words.h"
#include "dialog/yaml.h"

namespace kindbank::bot {

struct FlowSource {
  std::string hash;
  std::string name;
  std::string text;
};

struct Library {
  dialog::Flows flows;
  dialog::Words words;
  bank::Town town;
  std::vector<FlowSource> sources;   // of the current flows, to be kept for talks pinned to them
  std::vector<std::string> refused;  // flows with a mistake, by their names and their files'
  std::vector<dialog::Finding> findings;

  bool has_errors() const;
};

struct LibraryFiles {
  std::filesystem::path flows;  // the folder: *.yaml, words/, languages/
  std::filesystem::path areas;
};

// What `check` asks of this town's flows besides that they run.
dialog::FlowLimits town_limits(const bank::Town& town);

// `town` brings the names and the zone; areas and categories are read into it.
Library read_library(const LibraryFiles& files, bank::Town town);

// Adds the versions that the ledger kept to those that talks can go on with. One that this program
// cannot read any more is said as a finding.
void add_older_flows(Library& library, const std::vector<FlowSource>& kept);

}  // namespace kindbank::bot
