// In the language of Graphviz (https://graphviz.org/doc/info/lang.html), with labels of its HTML
// kind.
#include <algorithm>
#include <set>

#include "bot/graph.h"
#include "bot/graph_text.h"

namespace kindbank::bot {
namespace {

constexpr std::size_t node_width = 34;
constexpr std::size_t label_width = 22;

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string style_of(const GraphNode& node) {
  switch (node.kind) {
    case GraphNode::Kind::asks:
      return R"(fillcolor="#e3eefb", color="#2f6db5")";
    case GraphNode::Kind::says:
      return R"(fillcolor="#e4f3e8", color="#2e7d4f")";
    case GraphNode::Kind::does:
      return R"(fillcolor="#fff1d6", color="#b0711a")";
    case GraphNode::Kind::begins:
      return R"(fillcolor="#f3e9fa", color="#7b4ba0", penwidth=2)";
    case GraphNode::Kind::flow:
      return R"(fillcolor="#eeeeee", color="#666666", shape=folder, style=filled)";
    case GraphNode::Kind::end:
      return R"(fillcolor="#555555", color="#555555", shape=circle, width=0.16, fixedsize=true)";
  }
  return {};
}

std::string label_of(const GraphNode& node) {
  if (node.kind == GraphNode::Kind::end) return R"("")";
  constexpr std::string_view line_end = R"(<BR ALIGN="LEFT"/>)";
  std::string label = "<<B>" + escaped(node.title) + "</B>" + std::string(line_end);
  for (const auto& text : node.texts)
    for (const auto& line : wrapped(text, node_width))
      label += escaped(line) + std::string(line_end);
  return label + ">";
}

// The more a way was taken, beside the one that was taken most, the broader it is.
std::string breadth_of(const GraphEdge& edge, std::int64_t most) {
  if (!edge.taken || most == 0) return {};
  const auto tenths = 10 + 30 * (edge.taken->now + edge.taken->before) / most;
  return ", penwidth=" + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::int64_t most_taken(const Graph& graph) {
  std::int64_t most = 0;
  for (const auto& edge : graph.edges)
    if (edge.taken) most = std::max(most, edge.taken->now + edge.taken->before);
  return most;
}

std::string style_of(const GraphEdge& edge) {
  switch (edge.kind) {
    case GraphEdge::Kind::goes:
      return {};
    case GraphEdge::Kind::silence:
      return R"(style=dashed, color="#999999", fontcolor="#777777")";
    case GraphEdge::Kind::tells:
      return R"(style=dotted, color="#2e7d4f", penwidth=1.6)";
  }
  return {};
}

std::string label_of(const GraphEdge& edge) {
  std::string said;
  for (const auto& line : wrapped(said_on(edge), label_width))
    said += "&#160;" + escaped(line) + "&#160;<BR/>";  // beside the line, not on it
  if (const auto taken = say_taken(edge); !taken.empty())
    said += "&#160;<B>" + taken + "</B>&#160;<BR/>";
  return said.empty() ? R"("")" : "<" + said + ">";
}

std::string swatch(std::string_view colour, std::string_view means) {
  return "<FONT COLOR=\"" + std::string(colour) + "\">\u25a0</FONT> " + std::string(means) + "  ";
}

// The title, and what the colours mean.
std::string heading(const Graph& graph) {
  const bool all = graph.of == Graph::Of::all_flows;
  std::string said = "<<B>" + escaped(graph.title) + "</B><BR/><FONT POINT-SIZE=\"13\">" +
                     escaped(graph.about) +
                     "</FONT><BR/><FONT POINT-SIZE=\"4\"> </FONT><BR/><FONT POINT-SIZE=\"11\">";
  said += swatch("#2f6db5", all ? "begun by a word" : "asks");
  said += swatch("#2e7d4f", all ? "begun by the bank" : "says");
  said += all ? swatch("#999999", "begun otherwise") : swatch("#b0711a", "does");
  said += all ? "dotted: another person is told" : "dashed: nobody answered";
  if (is_counted(graph))
    said += R"(<BR/>numbers: how often talks went that way (+ in earlier versions of the flow))";
  return said + "</FONT><BR/> >";
}

// What is joined to nothing stands in rows, each held together by edges that are not drawn.
std::string rows_of_single(const Graph& graph) {
  constexpr int in_a_row = 4;
  std::set<std::string> joined;
  for (const auto& edge : graph.edges) joined.insert({edge.from, edge.to});
  std::string rows;
  std::string before;
  int place = 0;
  for (const auto& node : graph.nodes) {
    if (joined.contains(node.id)) continue;
    if (place % in_a_row != 0) rows += "  " + before + " -> " + node.id + " [style=invis];\n";
    before = node.id;
    ++place;
  }
  return rows;
}

}  // namespace

std::string to_dot(const Graph& graph) {
  const bool all = graph.of == Graph::Of::all_flows;
  std::string dot =
      "digraph kindbank {\n  graph [label=" + heading(graph) +
      ", labelloc=t, fontsize=18, fontname=\"Helvetica,Arial,sans-serif\", pad=0.3, "
      "nodesep=0.3, ranksep=0.45, bgcolor=white, rankdir=" +
      (all ? "LR" : "TB") +
      "];\n"
      "  node [shape=box, style=\"filled,rounded\", fontsize=11, margin=\"0.16,0.09\", "
      "fontname=\"Helvetica,Arial,sans-serif\"];\n"
      "  edge [fontsize=10, color=\"#444444\", arrowsize=0.7, "
      "fontname=\"Helvetica,Arial,sans-serif\"];\n";
  for (const auto& node : graph.nodes)
    dot += "  " + node.id + " [label=" + label_of(node) + ", " + style_of(node) + "];\n";
  const auto most = most_taken(graph);
  for (const auto& edge : graph.edges) {
    const auto style = style_of(edge);
    dot += "  " + edge.from + " -> " + edge.to + " [label=" + label_of(edge) +
           (style.empty() ? "" : ", ") + style + breadth_of(edge, most) + "];\n";
  }
  return dot + rows_of_single(graph) + "}\n";
}

}  // namespace kindbank::bot
