// The checker and the recorded talks are checked: every edit of a shipped flow's structure is
// refused where it was made, or a recorded talk goes otherwise, or nothing is different. An edit
// that passes all of them and still does something else is a hole.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "bank/actions.h"
#include "dialog/load.h"
#include "dialog/placeholder.h"
#include "tests/bot/flow_edit.h"
#include "tests/bot/flow_walk.h"
#include "tests/bot/near_lines.h"
#include "tests/bot/recorded_talks.h"
#include "tests/bot/town_room.h"

using namespace kindbank;
using namespace kindbank::bot;
using dialog::Finding;
using dialog::Flow;

namespace {

constexpr unsigned seed = 4;

// What the walk takes for another flow and nobody ever sees, each with its reason.
const std::set<std::string> known_to_be_equal = {
    // A language that is named is one of the list, which then takes it without asking.
    "flows/language.yaml:6: write named write as which",
    // Whoever has no regular visit hears so from the bank, too.
    "flows/skip.yaml:8: write none none as look",
    "flows/skip.yaml:18: write none none as look",
};

// Warnings stop nobody.
std::vector<Finding> errors_among(std::vector<Finding> findings) {
  std::erase_if(findings, [](const auto& one) { return one.level != Finding::Level::error; });
  return findings;
}

// What the start words would have set, where they were edited.
bool names_slot_of(const Finding& finding, const Flow& before, const std::set<int>& lines) {
  return std::any_of(before.starts_on.begin(), before.starts_on.end(), [&](const auto& words) {
    const auto slots = dialog::facts_in(words).value_or(std::vector<std::string>{});
    return lines.contains(before.places.at("start:" + words).line) &&
           std::any_of(slots.begin(), slots.end(), [&](const auto& slot) {
             return finding.message.find("'" + slot + "'") != std::string::npos;
           });
  });
}

// What others lose, another flow or the bank's event, is said where they need it; what is missing
// on a way, with the step that the way begins from.
bool is_near(const Finding& finding, const std::string& file, const Flow& before, const Edit& edit,
             const std::set<int>& lines) {
  if (finding.place.file == file && lines.contains(finding.place.line)) return true;
  if (finding.place.file == file)
    return names_slot_of(finding, before, lines) ||
           finding.message.find("from the step '" + edit.step + "'") != std::string::npos;
  auto lost = before.events;
  lost.push_back(before.name);
  return std::any_of(lost.begin(), lost.end(), [&](const auto& name) {
    return finding.message.find("'" + name + "'") != std::string::npos;
  });
}

// What talks go by, written in one way: nobody sees what a flow is about, where it stands in its
// file, in which order steps are written that all say where they go on.
Flow bare(Flow flow) {
  for (auto& step : flow.steps)
    if (step.next.empty()) step.next = flow.after(step);
  for (auto& step : flow.steps) step.place = {};
  std::sort(flow.steps.begin() + 1, flow.steps.end(),
            [](const auto& one, const auto& other) { return one.name < other.name; });
  for (auto& jump : flow.jumps) jump.place = {};
  std::sort(flow.jumps.begin(), flow.jumps.end(), [](const auto& one, const auto& other) {
    return std::tie(one.flow, one.facts, one.when) < std::tie(other.flow, other.facts, other.when);
  });
  flow.about.clear();
  flow.hash.clear();
  flow.place = {};
  flow.places.clear();
  return flow;
}

class Judge {
 public:
  enum class Talks { that_pass_the_step, all };
  Judge(const Library& library, Talks talks)
      : library_(library), limits_(town_limits(library.town)), talks_(talks), edited_(library) {
    for (const auto* flow : library.flows.all()) flows_.push_back(*flow);
  }

  // What is wrong with the checker or the talks, where they let this edit pass; "" where they do
  // not.
  std::string hole(const std::string& name, const Edit& edit) {
    const auto& before = *library_.flows.current(name);
    const std::string file = name + ".yaml";
    const auto read = dialog::read_flow(edit.text, file, bank::signatures(), bank::common_facts(),
                                        bank::lists(), limits_);
    const auto errors = errors_of(before, read);
    if (!errors.empty()) {
      const auto lines = lines_near(before, edit);
      const bool near = std::any_of(errors.begin(), errors.end(), [&](const auto& one) {
        return is_near(one, file, before, edit, lines);
      });
      return counted("refused", near ? "" : "is refused elsewhere: " + say(errors.front()));
    }
    if (bare(read.flow) == bare(before)) return counted("the same", "");
    if (read.flow.name != name) return "has another name than its file";
    put(read.flow);
    return played(before, edit);
  }

  const std::map<std::string, int>& verdicts() const { return verdicts_; }

 private:
  std::string counted(const std::string& verdict, std::string hole) {
    if (hole.empty()) ++verdicts_[verdict];
    return hole;
  }

  // As `check` finds them: in the file, and then in the whole set.
  std::vector<Finding> errors_of(const Flow& before, const dialog::FlowRead& read) {
    auto errors = errors_among(read.findings);
    if (!errors.empty()) return errors;
    // Last, so that a name given twice is found at the edit.
    const auto here = std::find_if(flows_.begin(), flows_.end(),
                                   [&](const auto& flow) { return flow.name == before.name; });
    std::iter_swap(here, flows_.end() - 1);
    flows_.back() = read.flow;
    errors = errors_among(dialog::check_together(flows_, bank::events()));
    // What is an error there is of start words and of names; the long test asks each time.
    const bool begins_alike =
        read.flow.starts_on == before.starts_on && read.flow.name == before.name;
    if (errors.empty() && (talks_ == Talks::all || !begins_alike))
      errors = errors_among(dialog::check_whole(flows_, library_.words));
    flows_.back() = before;
    return errors;
  }

  // In place of the one that it was made of.
  void put(const Flow& flow) {
    if (in_place_ != flow.name) edited_.flows = library_.flows;
    in_place_ = flow.name;
    edited_.flows.add(flow);
  }

  // First the talks that are likely to show it, then the walk, and the rest where it finds
  // something.
  std::string played(const Flow& before, const Edit& edit) {
    const auto flow = before.name + "/";
    const auto step = flow + edit.step;
    if (any_goes_otherwise(step, "")) return counted("a talk goes otherwise", "");
    const auto differ = difference(before.name, ShownTo::every_phone);
    if (differ || talks_ == Talks::all)
      if (any_goes_otherwise(flow, step)) return counted("a talk goes otherwise", "");
    if (!differ) return counted("equal", "");
    // Longer texts and buttons are for other channels than those of the talks.
    if (!difference(before.name, ShownTo::basic_phones))
      return counted("equal on basic phones", "");
    return "passes, no talk shows it, and it differs at " + *differ;
  }

  bool any_goes_otherwise(const std::string& there, const std::string& tried) const {
    const auto& talks = recorded_talks();
    return std::any_of(talks.begin(), talks.end(), [&](const auto& talk) {
      const bool tried_it = !tried.empty() && talk.passes(tried);
      return talk.passes(there) && !tried_it && goes_otherwise(talk, edited_);
    });
  }
  std::optional<std::string> difference(const std::string& flow, ShownTo shown_to) const {
    return walk_difference(
        library_.flows, edited_.flows, flow, library_.words, [](const auto&) {}, 4000, shown_to);
  }

  const Library& library_;
  const dialog::FlowLimits limits_;
  const Talks talks_;
  std::vector<Flow> flows_;
  Library edited_;
  std::string in_place_;  // the name of the edited flow
  std::map<std::string, int> verdicts_;
};

void edit_every_flow(std::size_t most, Judge::Talks talks) {
  const auto& library = shipped_library();
  Judge judge(library, talks);
  for (const auto& source : library.sources) {
    auto edits = edits_of(source.text);
    std::shuffle(edits.begin(), edits.end(), std::mt19937{seed});
    edits.resize(std::min(edits.size(), most));
    for (const auto& edit : edits) {
      const auto where = "flows/" + source.name + ".yaml:" + edit.what;
      if (known_to_be_equal.contains(where)) continue;
      const auto hole = judge.hole(source.name, edit);
      if (!hole.empty()) FAIL_CHECK(where << " (seed " << seed << "): " << hole);
    }
  }
  std::string summary;
  int tried = 0;
  for (const auto& [verdict, times] : judge.verdicts()) {
    summary += verdict + " " + std::to_string(times) + ", ";
    tried += times;
  }
  INFO(summary);
  CHECK(tried > 2000);
  for (const auto* verdict : {"refused", "the same", "a talk goes otherwise", "equal"})
    CHECK(judge.verdicts().at(verdict) > 50);
}

}  // namespace

TEST_CASE("an edit of a shipped flow is refused where it was made, or changes nothing, or shows",
          "[edits]") {
  edit_every_flow(60, Judge::Talks::that_pass_the_step);
}

TEST_CASE("five hundred edits of each shipped flow are refused, or change nothing, or show",
          "[long]") {
  edit_every_flow(500, Judge::Talks::all);
}
