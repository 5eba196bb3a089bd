// The checker is checked: every slip made in a shipped flow is refused where it was made, or the
// flow still does and says the same.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "bank/actions.h"
#include "dialog/load.h"
#include "tests/bot/flow_edit.h"
#include "tests/bot/flow_walk.h"
#include "tests/bot/town_room.h"

using namespace kindbank;
using namespace kindbank::bot;
using dialog::Finding;

namespace {

constexpr unsigned seed = 4;

// As `check` finds it: in the file, and then in the whole set.
std::vector<Finding> findings_of(const Library& library, const std::string& name,
                                 dialog::FlowRead& read) {
  auto findings = std::move(read.findings);
  if (!findings.empty()) return findings;
  std::vector<dialog::Flow> all;
  for (const auto* flow : library.flows.all())
    if (flow->name != name) all.push_back(*flow);
  all.push_back(read.flow);
  for (auto& more :
       {dialog::check_together(all, bank::events()), dialog::check_whole(all, library.words)})
    findings.insert(findings.end(), more.begin(), more.end());
  for (const auto* needed : {"join", "menu", "person", "stop", "start"})
    if (name == needed && read.flow.name != name)
      findings.push_back({Finding::Level::error, read.flow.place, "missing-flow", name, ""});
  return findings;
}

std::string line_of(const std::string& text, int line) {
  std::size_t from = 0;
  for (; line > 1 && from != text.npos; --line) from = text.find('\n', from) + 1;
  return text.substr(from, text.find('\n', from) - from);
}

// Whether a name that the finding quotes stood in what was taken away.
bool names_any(const Finding& finding, const std::string& removed) {
  for (const auto* quotes : {"''", "{}"})
    for (auto open = finding.message.find(quotes[0]); open != std::string::npos;) {
      const auto close = finding.message.find(quotes[1], open + 1);
      if (close == std::string::npos) break;
      const auto name = finding.message.substr(open + 1, close - open - 1);
      if (name.size() > 2 && removed.find(name) != std::string::npos) return true;
      open = finding.message.find(quotes[0], close + 1);
    }
  return false;
}

// At the line or beside it; in the step around it; or naming what was touched, or its step.
bool is_near(const Finding& finding, const Edit& edit, const std::string& file) {
  const auto says = [&](const std::string& text) { return text.find(edit.named) != text.npos; };
  if (says(finding.message) || says(finding.hint)) return true;
  if (names_any(finding, edit.removed)) return true;
  if (!edit.step.empty() && finding.message.find("'" + edit.step + "'") != std::string::npos)
    return true;
  if (finding.place.file != file) return false;
  const int line = finding.place.line;
  if (line >= edit.first - 1 && line <= edit.last + 1) return true;
  if (says(line_of(edit.text, line))) return true;
  const auto in_step = [&](int at) { return line_of(edit.text, at).starts_with("    "); };
  const int last = edit.text.size() < edit.before ? edit.first - 1 : edit.first;
  for (int at = std::min(line, last) + 1; at <= std::max(line, last); ++at)
    if (!in_step(at)) return false;
  return true;
}

// What is wrong with the checker, where it lets this edit pass; "" where it does not.
std::string survived(const Library& library, const dialog::FlowLimits& limits,
                     const std::string& name, const Edit& edit) {
  const std::string file = name + ".yaml";
  auto read = dialog::read_flow(edit.text, file, bank::signatures(), bank::common_facts(),
                                bank::lists(), limits);
  const auto findings = findings_of(library, name, read);
  if (!findings.empty()) {
    const bool near = std::any_of(findings.begin(), findings.end(),
                                  [&](const auto& one) { return is_near(one, edit, file); });
    return near ? "" : "found elsewhere: " + say(findings.front());
  }
  dialog::Flows edited;
  for (const auto* flow : library.flows.all())
    if (flow->name != name) edited.add(*flow);
  edited.add(read.flow);
  const auto differ = walk_difference(library.flows, edited, name, library.words,
                                      [](const dialog::Conversation&) {});
  return differ ? "passes, and differs at " + *differ : "";
}

void edit_every_flow(std::size_t most) {
  const auto& library = shipped_library();
  const auto limits = town_limits(library.town);
  std::size_t tried = 0;
  for (const auto& source : library.sources) {
    auto edits = edits_of(source.text);
    std::shuffle(edits.begin(), edits.end(), std::mt19937{seed});
    edits.resize(std::min(edits.size(), most));
    tried += edits.size();
    for (const auto& edit : edits) {
      const auto hole = survived(library, limits, source.name, edit);
      if (!hole.empty())
        FAIL_CHECK("flows/" << source.name << ".yaml:" << edit.what << " (seed " << seed
                            << "): " << hole);
    }
  }
  CHECK(tried > 1000);
}

}  // namespace

TEST_CASE("a slip in a shipped flow is refused where it was made, or changes nothing") {
  edit_every_flow(60);
}

TEST_CASE("five hundred slips in each shipped flow are refused, or change nothing", "[long]") {
  edit_every_flow(500);
}
