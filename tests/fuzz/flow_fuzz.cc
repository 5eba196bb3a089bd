// The loader of flows. Whatever a town writes is read into a flow that the engine can walk, or into
// findings that say where it is wrong; never into both nothing and silence.
#include <algorithm>
#include <string>
#include <vector>

#include "dialog/load.h"
#include "tests/fuzz/fuzz.h"

using namespace kindbank;
using fuzz::must;

namespace {

const dialog::Signatures actions = {
    {"contact.stop", {{}, {{"stopped", {}}}}},
    {"request.open",
     {{"category", "urgency"},
      {{"opened", {"code"}}, {"paused", {}}, {"duplicate", {"code"}}},
      {"need"}}},
    {"area.find", {{"postcode"}, {{"inside", {"area"}}, {"outside", {}}}}}};
const std::vector<std::string> facts = {"bank", "town",   "run_by", "name",
                                        "area", "number", "answer"};
const dialog::Lists lists = {{"open_visits", {"code", "first"}}};

bool leads_somewhere(const dialog::Flow& flow, const std::string& target) {
  return target.empty() || target == dialog::end_step || target.starts_with("flow:") ||
         flow.find(target) != nullptr;
}

void must_be_walkable(const dialog::Flow& flow) {
  must(!flow.name.empty(), "a flow has a name");
  must(!flow.steps.empty(), "a flow has a step");
  must(flow.hash.size() == 32, "a flow has a hash");
  for (const auto& step : flow.steps) {
    must(leads_somewhere(flow, step.next), "next leads to a step that is there");
    for (const auto& choice : step.choices)
      must(leads_somewhere(flow, choice.next), "a choice leads to a step that is there");
    if (step.call)
      for (const auto& [outcome, target] : step.call->then)
        must(leads_somewhere(flow, target), "an outcome leads to a step that is there");
    if (step.silence)
      must(leads_somewhere(flow, step.silence->next), "silence leads to a step that is there");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  const auto read = dialog::read_flow(text, "town.yaml", actions, facts, lists);
  const auto is_error = [](const auto& one) { return one.level == dialog::Finding::Level::error; };
  const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
  for (const auto& finding : read.findings) {
    must(!finding.code.empty() && !finding.message.empty(), "a finding says what is wrong");
    must(finding.place.line <= lines + 1, "a finding stands in the file");
  }
  if (std::none_of(read.findings.begin(), read.findings.end(), is_error))
    must_be_walkable(read.flow);
  return 0;
}
