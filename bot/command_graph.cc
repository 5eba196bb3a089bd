// kindbank graph: a picture of one flow, or of how all of them begin one another.
#include <sys/wait.h>

#include <csignal>
#include <cstdio>

#include "bot/command.h"
#include "bot/commands.h"
#include "bot/graph.h"
#include "dialog/nearest.h"

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

}  // namespace

int draw_graph(const HouseInput& input, const GraphOptions& options) {
  const auto house = read_house(input);
  if (house.has_errors()) return refuse_findings(house.findings);
  const auto& flows = house.library.flows;
  const auto* flow = flows.current(options.flow);
  if (flow == nullptr && !options.flow.empty())
    return refuse(no_such_flow(options.flow, flows), exit_unusable);
  auto graph = flow == nullptr ? graph_of_all(flows) : graph_of(*flow, flows);
  if (input.config) {  // a town's own ledger knows how its talks went
    const auto database = open_to_read(house.settings);
    if (!database) return refuse(database.error().message);
    count(graph, flows, (*database)->read(store::branch_counts));
  }
  if (options.format == "svg") return draw(to_dot(graph));
  std::fputs((options.format == "mermaid" ? to_mermaid(graph) : to_dot(graph)).c_str(), stdout);
  return exit_done;
}

}  // namespace kindbank::bot
