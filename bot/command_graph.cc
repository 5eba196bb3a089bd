// kindbank graph: a picture of one flow, or of how all of them begin one another.
#include <sys/wait.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>

#include "bot/command.h"
#include "bot/commands.h"
#include "bot/graph.h"
#include "dialog/nearest.h"
#include "store/branch_counts.h"

namespace kindbank::bot {
namespace {

constexpr int not_found = 127;  // the shell's, of a program that is not there

// Graphviz draws on our stdout.
int draw(const std::string& dot) {
  std::fflush(stdout);
  auto* graphviz = ::popen("exec dot -Tsvg 2>/dev/null", "w");
  // Where it is not there nobody reads what we write; it itself may end so, like any program.
  std::signal(SIGPIPE, SIG_IGN);
  if (graphviz == nullptr) return refuse("the program dot cannot be run");
  std::fputs(dot.c_str(), graphviz);
  const int status = ::pclose(graphviz);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return exit_done;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE) return exit_done;  // enough was read
  if (WIFEXITED(status) && WEXITSTATUS(status) == not_found)
    return refuse(
        "an SVG is drawn by Graphviz, whose program dot is not here: install it (in Debian "
        "the package graphviz), or take --format mermaid");
  return refuse("Graphviz could not draw the picture");
}

std::string no_such_flow(const std::string& name, const dialog::Flows& flows) {
  std::vector<std::string> names;
  for (const auto* flow : flows.all()) names.push_back(flow->name);
  const auto meant = dialog::nearest(name, names);
  return "there is no flow '" + name + "'" +
         (meant.empty() ? "" : ": did you mean '" + meant + "'?");
}

Graph picture(const dialog::Flows& flows, const dialog::Flow* flow,
              const std::optional<store::BranchCounts>& counts) {
  auto graph = flow == nullptr ? graph_of_all(flows) : graph_of(*flow, flows);
  if (counts) count(graph, flows, *counts);
  return graph;
}

std::string written(const Graph& graph, const std::string& format) {
  return format == "mermaid" ? to_mermaid(graph) : to_dot(graph);
}

// FLOW.dot or FLOW.mermaid of each flow, and all.dot or all.mermaid.
int write_all(const dialog::Flows& flows, const GraphOptions& options,
              const std::optional<store::BranchCounts>& counts) {
  if (options.format == "svg")
    return refuse("--into writes dot and mermaid: dot -O -Tsvg FOLDER/*.dot draws what it wrote");
  auto of_each = flows.all();
  of_each.insert(of_each.begin(), nullptr);  // the one of all
  std::error_code ignored;  // where it cannot be made, nothing can be written into it either
  std::filesystem::create_directories(options.into, ignored);
  for (const auto* flow : of_each) {
    const auto name = (flow == nullptr ? std::string("all") : flow->name) + "." + options.format;
    const auto path = std::filesystem::path(options.into) / name;
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << written(picture(flows, flow, counts), options.format);
    if (!out.flush()) return refuse("cannot write " + path.string());
  }
  return exit_done;
}

}  // namespace

int draw_graph(const HouseInput& input, const GraphOptions& options) {
  const auto house = read_house(input);
  if (house.has_errors()) return refuse_findings(house.findings);
  const auto& flows = house.library.flows;
  const auto* flow = flows.current(options.flow);
  if (flow == nullptr && !options.flow.empty())
    return refuse(no_such_flow(options.flow, flows), exit_unusable);
  std::optional<store::BranchCounts> counts;
  if (input.config) {  // a town's own ledger knows how its talks went
    const auto database = open_to_read(house.settings);
    if (!database) return refuse(database.error().message);
    counts = (*database)->read(store::branch_counts);
  }
  if (!options.into.empty()) return write_all(flows, options, counts);
  const auto graph = picture(flows, flow, counts);
  if (options.format == "svg") return draw(to_dot(graph));
  std::fputs(written(graph, options.format).c_str(), stdout);
  return exit_done;
}

}  // namespace kindbank::bot
