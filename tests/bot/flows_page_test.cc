// What docs/flows.md prints is what the program does: every example is loaded among the shipped
// flows and talked with as is printed below it, and every key that it explains is one.
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "bank/actions.h"
#include "bot/flow_keys.h"
#include "bot/flow_schema.h"
#include "bot/replay.h"
#include "bot/rules.h"
#include "dialog/language.h"
#include "dialog/load.h"
#include "tests/bot/town_room.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::bot {
namespace {

std::vector<std::string> examples_of(const std::string& file, const std::string& kind = "yaml") {
  const auto page = dialog::read_source_file(file);
  const std::string opens = "```" + kind + "\n";
  std::vector<std::string> all;
  for (auto at = page.find(opens); at != page.npos; at = page.find(opens, at)) {
    at += opens.size();
    const auto end = page.find("```\n", at);
    all.push_back(page.substr(at, end - at));
    at = end;
  }
  return all;
}

std::string said(const std::vector<dialog::Finding>& findings) {
  std::string all;
  for (const auto& finding : findings) all += say(finding) + "\n";
  return all;
}

TEST_CASE("every example of the page about flows is right as it is printed") {
  int flows = 0;
  int languages = 0;
  for (const auto& example : examples_of("docs/flows.md")) {
    INFO(example);
    if (example.starts_with("language:")) {
      ++languages;
      CHECK(said(dialog::read_language(example, "flows.md").findings).empty());
      continue;
    }
    ++flows;
    auto read = dialog::read_flow(example, "flows.md", bank::signatures(), bank::common_facts(),
                                  bank::lists());
    CHECK(said(read.findings).empty());
    std::vector<dialog::Flow> all;
    for (const auto* flow : shipped_library().flows.all())
      if (flow->name != read.flow.name) all.push_back(*flow);
    all.push_back(std::move(read.flow));
    CHECK(said(dialog::check_together(all, bank::events())).empty());
  }
  CHECK(flows >= 11);
  CHECK(languages == 1);
}

TEST_CASE("every talk of the page about flows goes as it is printed, with the flow above it") {
  auto flows = examples_of("docs/flows.md");
  std::erase_if(flows, [](const auto& text) { return text.starts_with("language:"); });
  const auto talks = examples_of("docs/flows.md", "chat");
  REQUIRE(talks.size() == flows.size());
  for (std::size_t at = 0; at < flows.size(); ++at) {
    auto read = dialog::read_flow(flows[at], "flows.md", bank::signatures(), bank::common_facts(),
                                  bank::lists());
    const auto name = read.flow.name;
    auto library = shipped_library();
    library.flows.add(std::move(read.flow));
    const auto talk = read_transcript(talks[at], name);
    REQUIRE(talk);
    const auto replayed =
        replay(library, std::string(KINDBANK_SOURCE_DIR) + "/config/towns", *talk);
    REQUIRE(replayed);
    for (const auto& one : replayed->differences)
      FAIL_CHECK(one.where << "\n  - " << one.expected << "\n  + " << one.shown);
    const auto first = replayed->branches.lower_bound(name + "/");
    CHECK((first != replayed->branches.end() && first->starts_with(name + "/")));
  }
}

TEST_CASE("the step that the page of actions prints for each can be used as it is") {
  const auto examples = examples_of("docs/actions.md");
  REQUIRE(examples.size() == bank::actions().size());
  for (std::size_t at = 0; at < examples.size(); ++at) {
    const auto& action = bank::actions()[at];
    std::string facts;
    for (const auto& fact : action.arguments)
      if (fact != "answer") facts += (facts.empty() ? "" : ", ") + fact;
    std::string flow = "flow: tried\nfacts: [" + facts +
                       "]\nsilence: {after: 24h, next: end}\nsteps:\n  " + examples[at];
    for (const auto& outcome : action.outcomes)
      flow += "  " + std::string(outcome.name) + ": {say: \"It came out so.\", next: end}\n";
    INFO(flow);
    const auto read = dialog::read_flow(flow, "actions.md", bank::signatures(),
                                        bank::common_facts(), bank::lists());
    CHECK(said(read.findings).empty());
    CHECK(read.flow.steps.front().call->action == action.name);
    CHECK(read.flow.steps.front().call->then.size() == action.outcomes.size());
  }
}

TEST_CASE("the page about flows explains every key, and its examples use it") {
  const auto page = dialog::read_source_file("docs/flows.md");
  std::string headings;
  for (auto at = page.find("\n### "); at != page.npos; at = page.find("\n### ", at + 1))
    headings += page.substr(at + 5, page.find('\n', at + 1) - at - 5) + ", ";
  std::string listed = ", " + headings;
  for (auto at = listed.find(" and "); at != listed.npos; at = listed.find(" and "))
    listed.replace(at, 5, ", ");
  std::string examples;
  for (const auto& example : examples_of("docs/flows.md")) examples += example;
  for (const auto& group : flow_key_groups())
    for (const auto& key : group.keys) {
      const std::string name(key.name);
      INFO(group.of << "." << name);
      if (group.of == "flow" || group.of == "step")
        CHECK(listed.find(", " + name + ",") != listed.npos);
      if (name != "template")  // no channel of this version needs one
        CHECK(examples.find(name + ":") != examples.npos);
      for (const auto code : key.findings) CHECK(find_rule(code) != nullptr);
    }
}

TEST_CASE("the table of keys has those of the schema, and no others") {
  const auto schema = nlohmann::json::parse(flow_schema());
  const std::map<std::string, nlohmann::json> described = {
      {"flow", schema.at("properties")},
      {"step", schema.at("definitions").at("step").at("properties")}};
  for (const auto& group : flow_key_groups()) {
    const auto found = described.find(std::string(group.of));
    if (found == described.end()) continue;
    std::set<std::string> mine;
    for (const auto& key : group.keys) mine.insert(std::string(key.name));
    std::set<std::string> written;
    for (const auto& [key, value] : found->second.items()) written.insert(key);
    CHECK(mine == written);
  }
}

}  // namespace
}  // namespace kindbank::bot
