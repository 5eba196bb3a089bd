// Every version of a flow that was ever served, by the hash of its content: a talk goes on in the
// version it began with.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct FlowVersion {
  std::string hash;
  std::string name;
  std::string source;  // the YAML
  bool operator==(const FlowVersion&) const = default;
};

void put_flow_version(Transaction& tx, const FlowVersion& version);
std::vector<FlowVersion> flow_versions(Transaction& tx);

}  // namespace kindbank::store
