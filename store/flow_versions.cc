#include "store/flow_versions.h"

namespace kindbank::store {
namespace {

std::vector<FlowVersion> select(Transaction& tx, const std::string& rest, const Values& values) {
  std::vector<FlowVersion> found;
  for (auto& [hash, name, source] : tx.rows<std::string, std::string, std::string>(
           "SELECT hash, name, source FROM flow_versions " + rest, values))
    found.push_back({hash, name, source});
  return found;
}

}  // namespace

void put_flow_version(Transaction& tx, const FlowVersion& version) {
  tx.run(
      "INSERT INTO flow_versions (hash, name, source) VALUES (:a, :b, :c) "
      "ON CONFLICT (hash) DO NOTHING",
      {version.hash, version.name, version.source});
}

std::optional<FlowVersion> find_flow_version(Transaction& tx, const std::string& hash) {
  auto found = select(tx, "WHERE hash = :a", {hash});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<FlowVersion> flow_versions(Transaction& tx) {
  return select(tx, "ORDER BY name, hash", {});
}

}  // namespace kindbank::store
