// A picture of flows as plain data: what stands in it, and which way leads where. Of one flow it
// shows the steps, what begins it and where it leads; of all of them how they begin one another.
// graph_dot.cc and graph_mermaid.cc write it down for the programs that draw it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dialog/flow.h"
#include "store/branch_counts.h"

namespace kindbank::bot {

struct GraphNode {
  std::string id;  // letters, digits and _
  enum class Kind { asks, says, does, begins, flow, end } kind = Kind::says;
  std::string title = {};               // "confirm"; an end has none
  std::vector<std::string> texts = {};  // what it does, says and asks, shortened
};

// How often talks went along an edge: in the version of the flow that is drawn, and in others.
struct Taken {
  std::int64_t now = 0;
  std::int64_t before = 0;
  bool operator==(const Taken&) const = default;
};

struct GraphEdge {
  std::string from;
  std::string to;
  // The person or the bank goes on; nobody answered; another person is told of it.
  enum class Kind { goes, silence, tells } kind = Kind::goes;
  std::vector<std::string> labels = {};  // answers, outcomes, events: each leads this way
  std::optional<Taken> taken = {};       // where it was counted
};

struct Graph {
  std::string title;
  std::string about;
  enum class Of { one_flow, all_flows } of = Of::one_flow;
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;  // one of a kind between two nodes
};

// Both only for flows without errors. The flow is one of `flows`.
Graph graph_of(const dialog::Flow& flow, const dialog::Flows& flows);
Graph graph_of_all(const dialog::Flows& flows);

// Writes to the edges how often they were taken.
void count(Graph& graph, const dialog::Flows& flows, const store::BranchCounts& counts);
bool is_counted(const Graph& graph);

// What stands beside the edge: its first labels, and how many more there are.
std::string said_on(const GraphEdge& edge);

// "12", or "12 + 30" where earlier versions of the flow were taken that way 30 times; "" where
// nobody counted.
std::string say_taken(const GraphEdge& edge);

// The language of Graphviz, and that of Mermaid.
std::string to_dot(const Graph& graph);
std::string to_mermaid(const Graph& graph);

}  // namespace kindbank::bot
