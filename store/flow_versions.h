// The versions of flows that talks stand on, by the hash of their content: a talk goes on in the
// version it began with. One that no server begins talks with any more is dropped once nobody
// stands on it; the wording that somebody agreed to is kept with their consent.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct FlowVersion {
  std::string hash;
  std::string name;    // of the flow, or the code of the language
  std::string source;  // the YAML
  bool operator==(const FlowVersion&) const = default;
};

// Talks begin with it now. Said again every hour, by each server for itself.
void serve_flow_version(Transaction& tx, const FlowVersion& version, Time now);

std::vector<FlowVersion> flow_versions(Transaction& tx);
std::optional<FlowVersion> find_flow_version(Transaction& tx, const std::string& hash);

// Those that no server has begun talks with since then and that no consent refers to.
std::vector<std::string> unserved_flow_versions(Transaction& tx, Time since);
// Where that is still so; whether it was.
bool drop_flow_version(Transaction& tx, const std::string& hash, Time since);

// The texts of a language as they are served now. What somebody agreed to in it is kept with their
// consent; other versions go away once no question that was asked in them can still be answered.
void serve_translation(Transaction& tx, const FlowVersion& translation, Time now);
std::int64_t drop_translations(Transaction& tx, Time unserved_since);

}  // namespace kindbank::store
