#include "bot/graph.h"

#include <algorithm>
#include <map>

#include "bank/actions.h"
#include "bot/graph_text.h"
#include "dialog/draft.h"
#include "dialog/ways.h"

namespace kindbank::bot {
namespace {

using dialog::Flow;
using dialog::Step;
using dialog::Way;

constexpr std::size_t longest_text = 90;
constexpr std::size_t longest_about = 80;
constexpr std::size_t words_shown = 4;
constexpr std::size_t labels_shown = 4;

std::string step_id(std::string_view step) { return "step_" + std::string(step); }
std::string flow_id(std::string_view flow) { return "flow_" + std::string(flow); }

void add_node(Graph& graph, GraphNode node) {
  const auto same = [&](const GraphNode& other) { return other.id == node.id; };
  if (std::none_of(graph.nodes.begin(), graph.nodes.end(), same))
    graph.nodes.push_back(std::move(node));
}

// Where there is such an edge already, the label joins it.
void add_edge(Graph& graph, const std::string& from, const std::string& to, GraphEdge::Kind kind,
              const std::string& label) {
  const auto same = [&](const GraphEdge& other) {
    return other.from == from && other.to == to && other.kind == kind;
  };
  auto found = std::find_if(graph.edges.begin(), graph.edges.end(), same);
  if (found == graph.edges.end()) found = graph.edges.insert(found, {from, to, kind});
  auto& labels = found->labels;
  if (!label.empty() && std::find(labels.begin(), labels.end(), label) == labels.end())
    labels.push_back(label);
}

std::string quoted(const std::string& words) { return "\"" + words + "\""; }

std::vector<std::string> quoted_starts(const Flow& flow) {
  std::vector<std::string> all;
  for (const auto& words : flow.starts_on) all.push_back(quoted(words));
  return all;
}

// ---- of one flow
// -----------------------------------------------------------------------------------

GraphNode node_of(const Step& step) {
  GraphNode node{step_id(step.name)};
  node.title = step.name;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) node.texts.push_back(shortened(text, longest_text));
  };
  const bool acts_first = step.call && !step.call->after_answer;
  if (acts_first) add("does " + step.call->action);
  add(step.say);
  add(step.ask);
  if (step.call && step.call->after_answer) add("then does " + step.call->action);
  if (!step.keep) add("(the answer is not kept)");
  if (step.silence && step.silence->next.empty())
    add("(asked again after " + say_span(step.silence->after) + ")");
  node.kind = dialog::asks(step) ? GraphNode::Kind::asks
              : step.call        ? GraphNode::Kind::does
                                 : GraphNode::Kind::says;
  return node;
}

// What the person answered, what came of the action, or how long nobody answered.
std::string label_of(const Flow& flow, const Step& step, const Way& way) {
  if (way.when == Way::When::silent) {
    const bool own = way.part == "silence.next";
    return "after " + say_span((own ? step.silence : flow.silence)->after);
  }
  if (way.part == "choices_from.none") return "nothing is listed";
  for (const auto& choice : step.choices)
    if (choice.key == way.taken_by) return choice.label;
  if (!way.taken_by.empty()) return way.taken_by;
  if (step.choices_from) return "one of " + step.choices_from->list;
  return dialog::asks(step) ? "answered" : "";
}

std::string target_id(const std::string& from, std::string_view to) {
  if (to.starts_with(dialog::flow_target)) return flow_id(to.substr(dialog::flow_target.size()));
  return to == dialog::end_step ? "end_" + from : step_id(to);
}

// What stands where a way leads out of the flow's steps.
void add_target(Graph& graph, const Way& way) {
  const auto id = target_id(way.from, way.to);
  if (way.to == dialog::end_step) add_node(graph, {id, GraphNode::Kind::end});
  if (way.to.starts_with(dialog::flow_target))
    add_node(
        graph,
        {id, GraphNode::Kind::flow, way.to.substr(dialog::flow_target.size()), {"another flow"}});
}

void add_beginnings(Graph& graph, const Flow& flow, const dialog::Flows& flows) {
  const auto first = step_id(flow.steps.front().name);
  const auto begins = [&](GraphNode node) {
    add_edge(graph, node.id, first, GraphEdge::Kind::goes, "");
    add_node(graph, std::move(node));
  };
  if (!flow.starts_on.empty())
    begins({"words",
            GraphNode::Kind::begins,
            "somebody texts",
            {enumerated(quoted_starts(flow), words_shown)}});
  for (std::size_t at = 0; at < flow.events.size(); ++at)
    begins({"event_" + std::to_string(at),
            GraphNode::Kind::begins,
            "the bank tells",
            {flow.events[at]}});
  for (const auto& what : flow.says)
    begins({"says_" + what,
            GraphNode::Kind::begins,
            "somebody texts",
            {what == dialog::need_said ? "a need in their own words" : "a need of somebody else"}});
  for (const auto* other : flows.all())
    for (const auto& jump : other->jumps)
      if (jump.flow == flow.name)
        begins({"from_" + other->name, GraphNode::Kind::flow, other->name, {"another flow"}});
  if (graph.edges.empty()) begins({"itself", GraphNode::Kind::begins, "Kindbank begins it", {}});
}

// ---- of all flows
// ----------------------------------------------------------------------------------

GraphNode node_of(const Flow& flow) {
  GraphNode node{flow_id(flow.name), GraphNode::Kind::flow, flow.name, {}};
  if (!flow.about.empty()) node.texts.push_back(shortened(flow.about, longest_about));
  const auto starts = quoted_starts(flow);
  if (!starts.empty()) node.texts.push_back(enumerated(starts, words_shown / 2));
  if (!flow.says.empty()) node.texts.push_back("a need in somebody's own words");
  for (const auto& event : flow.events) node.texts.push_back("the bank tells " + event);
  if (!starts.empty() || !flow.says.empty()) {
    node.kind = GraphNode::Kind::asks;
  } else if (!flow.events.empty()) {
    node.kind = GraphNode::Kind::says;
  }
  return node;
}

// Whom its actions tell: the flows that these events begin, in other people's talks.
void add_told(Graph& graph, const Flow& flow, const dialog::Flows& flows) {
  for (const auto& step : flow.steps) {
    const auto* action = step.call ? bank::find_action(step.call->action) : nullptr;
    if (action == nullptr) continue;
    for (const auto event : action->notifies)
      if (const auto* told = flows.for_event(event))
        add_edge(graph, flow_id(flow.name), flow_id(told->name), GraphEdge::Kind::tells, "");
  }
}

}  // namespace

void count(Graph& graph, const dialog::Flows& flows, const store::BranchCounts& counts) {
  const bool all = graph.of == Graph::Of::all_flows;
  for (auto& edge : graph.edges)
    if (all ? edge.kind != GraphEdge::Kind::tells : edge.from.starts_with(step_id("")))
      edge.taken = Taken{};
  for (const auto& [branch, times] : counts) {
    if (!all && branch.flow != graph.title) continue;
    const auto from = all ? flow_id(branch.flow) : step_id(branch.step);
    const auto to = target_id(branch.step, branch.target);
    const bool silent = !all && branch.by == dialog::Branch::By::silence;
    const auto* flow = flows.current(branch.flow);
    for (auto& edge : graph.edges) {
      if (!edge.taken || edge.from != from || edge.to != to) continue;
      if ((edge.kind == GraphEdge::Kind::silence) != silent) continue;
      (flow != nullptr && flow->hash == branch.version ? edge.taken->now : edge.taken->before) +=
          times;
    }
  }
}

bool is_counted(const Graph& graph) {
  return std::any_of(graph.edges.begin(), graph.edges.end(),
                     [](const GraphEdge& edge) { return edge.taken.has_value(); });
}

std::string say_taken(const GraphEdge& edge) {
  if (!edge.taken) return {};
  const auto now = std::to_string(edge.taken->now);
  return edge.taken->before == 0 ? now : now + " + " + std::to_string(edge.taken->before);
}

std::string said_on(const GraphEdge& edge) { return enumerated(edge.labels, labels_shown); }

Graph graph_of(const Flow& flow, const dialog::Flows& flows) {
  Graph graph{flow.name, flow.about, Graph::Of::one_flow, {}, {}};
  add_beginnings(graph, flow, flows);
  const auto passages = dialog::passages_of(flow, bank::signatures(), {});
  for (const auto& step : flow.steps) {  // as they are written
    const auto passage = passages.find(step.name);
    if (passage == passages.end()) continue;
    add_node(graph, node_of(step));
    for (const auto& way : passage->second.ways) {
      add_target(graph, way);
      add_edge(graph, step_id(step.name), target_id(step.name, way.to),
               way.when == Way::When::silent ? GraphEdge::Kind::silence : GraphEdge::Kind::goes,
               label_of(flow, step, way));
    }
  }
  return graph;
}

Graph graph_of_all(const dialog::Flows& flows) {
  Graph graph{"All flows", "How they begin one another.", Graph::Of::all_flows, {}, {}};
  for (const auto* flow : flows.all()) {
    add_node(graph, node_of(*flow));
    for (const auto& jump : flow->jumps)
      add_edge(graph, flow_id(flow->name), flow_id(jump.flow), GraphEdge::Kind::goes, "");
    add_told(graph, *flow, flows);
  }
  return graph;
}

}  // namespace kindbank::bot
