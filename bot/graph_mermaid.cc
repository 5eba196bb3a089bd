// In the language of Mermaid's flowcharts (https://mermaid.js.org/syntax/flowchart.html), which
// GitHub and many wikis draw where it stands in a page.
#include <cctype>

#include "bot/graph.h"

namespace kindbank::bot {
namespace {

// Between quotation marks; what could be markup is written as a character's number.
std::string in_quotes(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x80 || std::isalnum(byte) != 0 || c == ' ' || c == '.' ||
                       c == ',' || c == '?' || c == '!' || c == ':' || c == '(' || c == ')' ||
                       c == '+' || c == '-' || c == '\'';
    safe += plain ? std::string(1, c) : "#" + std::to_string(byte) + ";";
  }
  return safe;
}

std::string class_of(GraphNode::Kind kind) {
  switch (kind) {
    case GraphNode::Kind::asks:
      return "asks";
    case GraphNode::Kind::says:
      return "says";
    case GraphNode::Kind::does:
      return "does";
    case GraphNode::Kind::begins:
      return "begins";
    case GraphNode::Kind::flow:
      return "flow";
    case GraphNode::Kind::end:
      return "ends";
  }
  return {};
}

std::string shape_of(const GraphNode& node) {
  if (node.kind == GraphNode::Kind::end) return "((\" \"))";
  std::string label = "\"<b>" + in_quotes(node.title) + "</b>";
  for (const auto& text : node.texts) label += "<br/>" + in_quotes(text);
  label += "\"";
  if (node.kind == GraphNode::Kind::begins) return "([" + label + "])";
  return node.kind == GraphNode::Kind::flow ? "[[" + label + "]]" : "(" + label + ")";
}

std::string arrow_of(const GraphEdge& edge) {
  auto said = said_on(edge);
  if (const auto taken = say_taken(edge); !taken.empty())
    said += (said.empty() ? "" : ": ") + taken;
  const std::string arrow = edge.kind == GraphEdge::Kind::goes ? "-->" : "-.->";
  return said.empty() ? arrow : arrow + "|\"" + in_quotes(said) + "\"|";
}

}  // namespace

std::string to_mermaid(const Graph& graph) {
  std::string said = "---\ntitle: \"" + graph.title + "\"\n---\nflowchart ";
  said += graph.of == Graph::Of::all_flows ? "LR\n" : "TD\n";
  for (const auto& node : graph.nodes)
    said += "  " + node.id + shape_of(node) + ":::" + class_of(node.kind) + "\n";
  for (const auto& edge : graph.edges)
    said += "  " + edge.from + " " + arrow_of(edge) + " " + edge.to + "\n";
  return said +
         "  classDef asks fill:#e3eefb,stroke:#2f6db5,color:#000\n"
         "  classDef says fill:#e4f3e8,stroke:#2e7d4f,color:#000\n"
         "  classDef does fill:#fff1d6,stroke:#b0711a,color:#000\n"
         "  classDef begins fill:#f3e9fa,stroke:#7b4ba0,color:#000\n"
         "  classDef flow fill:#eee,stroke:#666,color:#000\n"
         "  classDef ends fill:#555,stroke:#555\n";
}

}  // namespace kindbank::bot
