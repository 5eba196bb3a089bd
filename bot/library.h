// All that the service says and knows of its town before anybody texts: flows, word lists, areas
// and kinds of help, read from files once and never changed. What `check` prints are its findings.
#pragma once

#include <filesystem>
#include <memory>
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
  std::vector<FlowSource> sources;  // of the current flows, to be kept for talks pinned to them
  std::vector<FlowSource> translations;  // of the languages, by their codes
  std::vector<std::string> refused;      // flows with a mistake, by their names and their files'
  std::vector<dialog::Finding> findings;

  bool has_errors() const;
};

struct LibraryFiles {
  std::filesystem::path flows;  // the folder: *.yaml, words/, languages/
  std::filesystem::path areas;
  std::vector<std::string> languages = {};  // that are offered; none: each that there are texts in
};

dialog::Finding no_flows_in(const std::filesystem::path& folder);

// What `check` asks of this town's flows besides that they run.
dialog::FlowLimits town_limits(const bank::Town& town);

// `town` brings the names and the zone; areas and categories are read into it.
Library read_library(const LibraryFiles& files, bank::Town town);

// A version that the ledger kept, which talks may stand on.
struct KeptFlow {
  dialog::Flow flow;  // as far as it could be read
  // Why this program cannot run it. That it would be written otherwise today is no reason.
  std::vector<dialog::Finding> wrong;
};
KeptFlow read_kept_flow(const FlowSource& source);

// With those of the kept versions that this program can run beside its own.
std::shared_ptr<const Library> with_older_flows(const Library& library,
                                                const std::vector<FlowSource>& kept);

}  // namespace kindbank::bot
