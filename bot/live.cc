#include "bot/live.h"

#include <optional>
#include <set>

#include "bank/actions.h"
#include "bot/kept_flows.h"
#include "bot/standing.h"
#include "dialog/move.h"
#include "store/contacts.h"
#include "store/flow_versions.h"

namespace kindbank::bot {
namespace {

using dialog::Finding;
using dialog::Question;

constexpr int talks_at_once = 100;

// The versions that the ledger keeps, by their hash, as far as they can be read.
using Versions = std::map<std::string, dialog::Flow>;

Versions read_versions(store::Transaction& tx) {
  Versions versions;
  for (const auto& kept : store::flow_versions(tx))
    versions[kept.hash] = read_kept_flow({kept.hash, kept.name, kept.source}).flow;
  return versions;
}

std::string place_in(const std::string& flow, const std::string& step) { return flow + "/" + step; }

constexpr const char* they_go_on =
    "They go on in the version that they began with; --move-all moves who can be moved.";

// What has become of the step since, or nothing where it is as it was.
std::optional<Finding> changed(const Stand& stand, const Versions& versions, const Library& library,
                               const std::string& flows) {
  const auto* current = library.flows.current(stand.flow);
  if (current == nullptr)
    return Finding{
        Finding::Level::warning, {flows, 1, 1}, "people-on-removed-flow", "", they_go_on};
  const auto* step = current->find(stand.step);
  if (step == nullptr)
    return Finding{Finding::Level::warning, current->place, "people-on-removed-step", "",
                   they_go_on};
  const auto kept = versions.find(stand.version);
  if (kept != versions.end() && dialog::is_same_step(kept->second, *current, stand.step))
    return std::nullopt;
  return Finding{Finding::Level::warning, step->place, "people-on-changed-step", "", they_go_on};
}

// Where people stand on a version that leads to a flow which is gone, their talk would break off
// there.
std::vector<Finding> lead_nowhere(const Standing& standing, const Versions& versions,
                                  const Library& library, const std::string& flows) {
  std::vector<Finding> findings;
  for (const auto& [hash, flow] : versions) {
    const auto people = people_on(standing, hash);
    if (people == 0) continue;
    std::set<std::string> gone;
    for (const auto& jump : flow.jumps)
      if (library.flows.current(jump.flow) == nullptr) gone.insert(jump.flow);
    for (const auto& name : gone)
      findings.push_back(
          {Finding::Level::warning,
           {flows, 1, 1},
           "people-led-to-removed-flow",
           say_standing(people, "on a version of the flow '" + flow.name + "' that leads to '" +
                                    name + "', which is gone."),
           "Keep that flow until they have finished: without it their talk ends in "
           "an apology, and a person is told."});
  }
  return findings;
}

// One talk on its way to the library's versions.
class Mover {
 public:
  Mover(const Versions& versions, const Library& library)
      : versions_(versions), library_(library) {}

  // Whether anything in the talk was moved.
  bool move(dialog::Conversation& talk, Time now) {
    std::set<std::string> moved;
    std::set<std::pair<std::string, std::string>> stayed;
    for (auto* question : dialog::standing(talk, now)) {
      const auto place = place_in(question->flow, question->step);
      const auto* current = library_.flows.current(question->flow);
      if (current != nullptr && current->hash == question->version) continue;
      auto result = current == nullptr ? fail("the flow is gone") : moved_to(*question, *current);
      if (result) {
        *question = *std::move(result);
        moved.insert(place);
      } else {
        stayed.emplace(place, result.error().message);
      }
    }
    for (const auto& place : moved) ++done.moved[place];
    for (const auto& one : stayed) ++done.stayed[one];
    return !moved.empty();
  }

  Move done;

 private:
  Result<Question> moved_to(const Question& question, const dialog::Flow& current) const {
    const auto from = versions_.find(question.version);
    if (from == versions_.end()) return fail("the version that they began with is lost");
    return dialog::move_question(question, from->second, current, bank::signatures(),
                                 bank::common_facts());
  }

  const Versions& versions_;
  const Library& library_;
};

void add(Move& all, const Move& more) {
  for (const auto& [place, people] : more.moved) all.moved[place] += people;
  for (const auto& [place, people] : more.stayed) all.stayed[place] += people;
}

}  // namespace

std::vector<Finding> check_against_live(store::Database& database, const Library& library,
                                        const std::string& flows, Time now) {
  const auto versions = database.read(read_versions);
  struct Found {
    Finding finding;
    std::int64_t people = 0;
  };
  std::map<std::pair<std::string, std::string>, Found> found;  // by code and step
  const auto standing = read_standing(database, now);
  for (const auto& [stand, people] : standing) {
    const auto* current = library.flows.current(stand.flow);
    if (current != nullptr && current->hash == stand.version) continue;
    auto finding = changed(stand, versions, library, flows);
    if (!finding) continue;
    auto& one = found[{finding->code, place_in(stand.flow, stand.step)}];
    one.finding = std::move(*finding);
    one.people += people;
  }
  auto findings = find_stranded(database, now);
  for (auto& [key, one] : found) {
    one.finding.message = key.second + ": " + say_standing(one.people, "here.");
    findings.push_back(std::move(one.finding));
  }
  for (auto& finding : lead_nowhere(standing, versions, library, flows))
    findings.push_back(std::move(finding));
  return findings;
}

Move move_all(store::Database& database, const Library& library, Time now) {
  Move all;
  const auto versions = database.read(read_versions);
  std::optional<store::Id> behind = 0;
  while (behind) {
    Move some;
    const auto last = database.transact([&](store::Transaction& tx) -> std::optional<store::Id> {
      Mover mover(versions, library);
      const auto talks = store::talks_behind(tx, *behind, talks_at_once);
      for (const auto& talk : talks) {
        auto conversation = dialog::read_conversation(talk.conversation);
        if (conversation && mover.move(*conversation, now))
          store::save_conversation(tx, talk.contact, dialog::write_conversation(*conversation),
                                   talk.wakes_at);
      }
      some = std::move(mover.done);
      if (talks.empty()) return std::nullopt;
      return talks.back().contact;
    });
    add(all, some);
    behind = last;
  }
  return all;
}

std::string say_move(const Move& move) {
  const auto people = [](std::int64_t count) {
    return std::to_string(count) + (count == 1 ? " person " : " people ");
  };
  std::string said;
  for (const auto& [place, count] : move.moved) said += place + ": " + people(count) + "moved\n";
  for (const auto& [place, count] : move.stayed)
    said += place.first + ": " + people(count) + (count == 1 ? "stays: " : "stay: ") +
            place.second + "\n";
  if (said.empty()) said = "nobody stands on an older version\n";
  return said;
}

}  // namespace kindbank::bot
