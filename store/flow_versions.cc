#include "store/flow_versions.h"

namespace kindbank::store {

void put_flow_version(Transaction& tx, const FlowVersion& version) {
  tx.run(
      "INSERT INTO flow_versions (hash, name, source) VALUES (:a, :b, :c) "
      "ON CONFLICT (hash) DO NOTHING",
      {version.hash, version.name, version.source});
}

std::vector<FlowVersion> flow_versions(Transaction& tx) {
  std::vector<FlowVersion> found;
  for (auto& [hash, name, source] : tx.rows<std::string, std::string, std::string>(
           "SELECT hash, name, source FROM flow_versions ORDER BY name, hash"))
    found.push_back({hash, name, source});
  return found;
}

}  // namespace kindbank::store
