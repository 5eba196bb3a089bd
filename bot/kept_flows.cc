#include "bot/kept_flows.h"

#include <optional>

#include "bot/standing.h"
#include "store/flow_versions.h"

namespace kindbank::bot {
namespace {

using dialog::Finding;

std::vector<FlowSource> read_kept(store::Transaction& tx) {
  std::vector<FlowSource> kept;
  for (auto& version : store::flow_versions(tx))
    kept.push_back({version.hash, version.name, version.source});
  return kept;
}

// "In its step 'place': ", where the finding lies in one.
std::string step_of(const dialog::Flow& flow, const Finding& finding) {
  const dialog::Step* found = nullptr;
  for (const auto& step : flow.steps)
    if (step.place.line <= finding.place.line) found = &step;
  return found == nullptr ? "" : "In its step '" + found->name + "': ";
}

// Talks are opened only where some version cannot be run, which is hardly ever.
std::vector<Finding> stranded(store::Database& database, const std::vector<FlowSource>& kept,
                              Time now) {
  std::vector<Finding> findings;
  std::optional<Standing> standing;
  for (const auto& source : kept) {
    const auto read = read_kept_flow(source);
    if (read.wrong.empty()) continue;
    if (!standing) standing = read_standing(database, now);
    const auto people = people_on(*standing, source.hash);
    if (people == 0) continue;
    const auto& first = read.wrong.front();
    findings.push_back({Finding::Level::error, first.place, "people-on-unusable-flow",
                        say_standing(people, "on this version of the flow '" + source.name +
                                                 "', which this program cannot run. ") +
                            step_of(read.flow, first) + first.message,
                        "Move them with 'kindbank check --against-live --move-all', or start the "
                        "program that they began with until they have finished."});
  }
  return findings;
}

}  // namespace

void serve_versions(store::Transaction& tx, const Library& library, Time now) {
  for (const auto& flow : library.sources)
    store::serve_flow_version(tx, {flow.hash, flow.name, flow.text}, now);
  for (const auto& language : library.translations)
    store::serve_translation(tx, {language.hash, language.name, language.text}, now);
}

KeptFlows keep_flows(store::Database& database, const Library& library, Time now) {
  std::vector<FlowSource> kept;
  database.transact([&](store::Transaction& tx) {
    serve_versions(tx, library, now);
    kept = read_kept(tx);
  });
  return {with_older_flows(library, kept), stranded(database, kept, now)};
}

std::vector<Finding> find_stranded(store::Database& database, Time now) {
  return stranded(database, database.read(read_kept), now);
}

}  // namespace kindbank::bot
