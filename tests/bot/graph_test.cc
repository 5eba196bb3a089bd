// Pictures of flows: every way is in them, and no text breaks them.
#include "bot/graph.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "bank/actions.h"
#include "bot/graph_text.h"
#include "dialog/load.h"
#include "tests/bot/program.h"
#include "tests/bot/town_room.h"

using namespace kindbank;
using namespace kindbank::bot;

namespace {

constexpr const char* door = R"(flow: door
about: Which "door" & <why>.
starts_on: ["door"]
silence: {after: 24h, next: lapse}
steps:
  look: {do: intake.check, then: {open: which, paused: lapse}}
  which:
    ask: "Which <door>? [A] or #2; \"B\""
    choices:
      front: "Front"
      side: "Side"
      other: {label: "Other", next: "flow:person"}
    save: door
    silence: {after: 2h}
  thanks: {say: "Thank you, we will knock at {door}.", next: end}
  lapse: {say: "{bank}: we will leave it there.", next: end}
)";

Graph graph_of_door() {
  auto read = dialog::read_flow(door, "door.yaml", bank::signatures(), bank::common_facts());
  for (const auto& finding : read.findings) REQUIRE(finding.level != dialog::Finding::Level::error);
  dialog::Flows flows;
  flows.add(read.flow);
  return graph_of(*flows.current("door"), flows);
}

// "which -> thanks: Front, Side", with ~> for a silence and => for what others are told.
std::vector<std::string> edges(const Graph& graph) {
  std::vector<std::string> all;
  for (const auto& edge : graph.edges) {
    const auto* arrow = edge.kind == GraphEdge::Kind::goes      ? " -> "
                        : edge.kind == GraphEdge::Kind::silence ? " ~> "
                                                                : " => ";
    const auto said = said_on(edge);
    all.push_back(edge.from + arrow + edge.to + (said.empty() ? "" : ": " + said));
  }
  return all;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

TEST_CASE("the picture of a flow has every step, and every way with what leads there") {
  const auto graph = graph_of_door();
  CHECK(edges(graph) ==
        std::vector<std::string>{
            "words -> step_look", "step_look -> step_which: open",
            "step_look -> step_lapse: paused", "step_which ~> step_lapse: after 24h",
            "step_which -> step_thanks: Front, Side", "step_which -> flow_person: Other",
            "step_thanks -> end_thanks", "step_lapse -> end_lapse"});
  std::vector<std::string> nodes;
  for (const auto& node : graph.nodes) nodes.push_back(node.id);
  CHECK(nodes == std::vector<std::string>{"words", "step_look", "step_which", "flow_person",
                                          "step_thanks", "end_thanks", "step_lapse", "end_lapse"});
  CHECK(graph.nodes[0].texts == std::vector<std::string>{"\"door\""});
  CHECK(graph.nodes[1].texts == std::vector<std::string>{"does intake.check"});
  CHECK(graph.nodes[2].texts ==
        std::vector<std::string>{"Which <door>? [A] or #2; \"B\"", "(asked again after 2h)"});
}

TEST_CASE("no text of a flow is taken for the language of a picture") {
  const auto graph = graph_of_door();
  const auto dot = to_dot(graph);
  CHECK(contains(dot, "Which &quot;door&quot; &amp; &lt;why&gt;."));
  CHECK(contains(dot, "Which &lt;door&gt;? [A] or #2; &quot;B&quot;"));
  const auto mermaid = to_mermaid(graph);
  CHECK(contains(mermaid, "Which #60;door#62;? #91;A#93; or #35;2#59; #34;B#34;"));
}

TEST_CASE("the picture of all flows shows who leads to whom, and who is told") {
  const auto graph = graph_of_all(shipped_library().flows);
  CHECK(graph.nodes.size() == shipped_library().flows.all().size());
  CHECK(has(edges(graph), "flow_menu -> flow_ask"));
  CHECK(has(edges(graph), "flow_ask => flow_invite"));
  CHECK(has(edges(graph), "flow_invite => flow_matched"));
}

TEST_CASE("texts are shortened and wrapped between words, by characters") {
  CHECK(shortened("one two", 7) == "one two");
  CHECK(shortened("one two three", 11) == "one two ...");
  CHECK(shortened("p\u0105k p\u0105k p\u0105k", 11) == "p\u0105k p\u0105k p\u0105k");
  CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("p\u0105k p\u0105k", 7) == std::vector<std::string>{"p\u0105k p\u0105k"});
  CHECK(wrapped("", 7).empty());
  CHECK(enumerated({"a", "b", "c"}, 2) == "a, b +1");
  CHECK(say_span(std::chrono::hours(24)) == "24h");
  CHECK(say_span(std::chrono::minutes(90)) == "1h30m");
  CHECK(say_span(std::chrono::hours(7 * 24)) == "7d");
}

TEST_CASE("kindbank graph prints the picture of a flow, or says why it cannot") {
  const auto dot = run({{"graph", "ask"}});
  CHECK(dot.code == 0);
  CHECK(dot.out.starts_with("digraph kindbank {"));
  CHECK(contains(dot.out, "step_confirm -> step_what"));
  CHECK(contains(run({{"graph", "--format", "mermaid"}}).out, "flow_menu --> flow_ask"));

  const auto unknown = run({{"graph", "asc"}});
  CHECK(unknown.code == 2);
  CHECK(unknown.err == "kindbank: there is no flow 'asc': did you mean 'ask'?\n");
  const auto undrawn = run({{"graph", "ask", "--format", "svg"}, "", {{"PATH", "/nowhere"}}});
  CHECK(undrawn.code == 1);
  CHECK(undrawn.out.empty());
  CHECK(undrawn.error_lines() == 1);
  CHECK(contains(undrawn.err, "graphviz"));
}

TEST_CASE("kindbank graph writes the pictures of all flows into a folder") {
  const Folder folder;
  const auto into = folder.file("pictures");
  CHECK(run({{"graph", "--into", into}}).code == 0);
  CHECK(folder.read("pictures/ask.dot") == run({{"graph", "ask"}}).out);
  CHECK(folder.read("pictures/all.dot") == run({{"graph"}}).out);
  CHECK(contains(run({{"graph", "--into", into, "--format", "svg"}}).err, "dot -O -Tsvg"));
  CHECK(run({{"graph", "ask", "--into", into}}).code != 0);
  folder.write("file", "");
  const auto unwritten = run({{"graph", "--into", folder.file("file")}});
  CHECK(unwritten.code == 1);
  CHECK(contains(unwritten.err, "cannot write "));
}

TEST_CASE("whoever reads only the beginning of a picture is told nothing") {
  const Folder folder;
  folder.write("dot", "#!/bin/sh\ncat >/dev/null\nkill -PIPE $$\n");
  std::filesystem::permissions(folder.file("dot"), std::filesystem::perms::owner_all);
  const auto read = run({{"graph", "ask", "--format", "svg"},
                         "",
                         {{"PATH", folder.path().string() + ":/usr/bin:/bin"}}});
  CHECK(read.code == 0);
  CHECK(read.err.empty());
}
