#include "store/flow_versions.h"

namespace kindbank::store {
namespace {

constexpr std::string_view unserved =
    R"(served_at < :a AND NOT EXISTS
         (SELECT 1 FROM consents c
          WHERE c.wording = flow_versions.name || '/' || flow_versions.hash))";

FlowVersion to_version(const std::tuple<std::string, std::string, std::string>& row) {
  return {std::get<0>(row), std::get<1>(row), std::get<2>(row)};
}

}  // namespace

void serve_flow_version(Transaction& tx, const FlowVersion& version, Time now) {
  tx.run(
      R"(INSERT INTO flow_versions (hash, name, source, served_at) VALUES (:a, :b, :c, :d)
         ON CONFLICT (hash) DO UPDATE SET served_at = excluded.served_at
         WHERE flow_versions.served_at < excluded.served_at)",
      {version.hash, version.name, version.source, value(now)});
}

std::vector<FlowVersion> flow_versions(Transaction& tx) {
  std::vector<FlowVersion> found;
  for (const auto& row : tx.rows<std::string, std::string, std::string>(
           "SELECT hash, name, source FROM flow_versions ORDER BY name, hash"))
    found.push_back(to_version(row));
  return found;
}

std::optional<FlowVersion> find_flow_version(Transaction& tx, const std::string& hash) {
  const auto row = tx.row<std::string, std::string, std::string>(
      "SELECT hash, name, source FROM flow_versions WHERE hash = :a", {hash});
  if (!row) return std::nullopt;
  return to_version(*row);
}

std::vector<std::string> unserved_flow_versions(Transaction& tx, Time since) {
  std::vector<std::string> found;
  for (const auto& [hash] : tx.rows<std::string>(
           "SELECT hash FROM flow_versions WHERE " + std::string(unserved) + " ORDER BY hash",
           {value(since)}))
    found.push_back(hash);
  return found;
}

bool drop_flow_version(Transaction& tx, const std::string& hash, Time since) {
  return tx.run("DELETE FROM flow_versions WHERE " + std::string(unserved) + " AND hash = :b",
                {value(since), hash}) == 1;
}

void serve_translation(Transaction& tx, const FlowVersion& translation, Time now) {
  tx.run(
      R"(INSERT INTO translations (hash, language, source, served_at) VALUES (:a, :b, :c, :d)
         ON CONFLICT (hash) DO UPDATE SET served_at = excluded.served_at
         WHERE translations.served_at < excluded.served_at)",
      {translation.hash, translation.name, translation.source, value(now)});
}

std::int64_t drop_translations(Transaction& tx, Time unserved_since) {
  return tx.run(
      R"(DELETE FROM translations WHERE served_at < :a AND NOT EXISTS
           (SELECT 1 FROM consents c
            WHERE c.translation = translations.language || '/' || translations.hash))",
      {value(unserved_since)});
}

}  // namespace kindbank::store
