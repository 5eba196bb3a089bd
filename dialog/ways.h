// The ways through a flow, step by step, as dialog/respond.h goes them: a step does, says, asks,
// then goes on. What the checks of paths, of ends and of replies all walk along.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/draft.h"

namespace kindbank::dialog {

// From one step to another, with what is certainly set on the way.
struct Way {
  std::string from;
  std::string to;  // a step, "end" or "flow:name"
  FactNames set;
  // Without a word of the person's, with one, or because none came.
  enum class When { at_once, answered, silent } when = When::at_once;
  // Whether the step says or asks something of its own before it is left by this way.
  enum class Says { nothing, something } says = Says::nothing;
  enum class Target { written, step_below } target = Target::written;
  std::string part;      // of the step, where the target stands: "then.opened.next"
  std::string taken_by;  // as that of a Branch
};

// What is certainly set while a step is under way, and where it goes on.
struct Passage {
  FactNames acting;                 // when its action begins
  std::optional<FactNames> saying;  // when it says; nothing where it never does
  std::optional<FactNames> asking;
  std::vector<Way> ways;
};

// Of every step that is reached, by its name.
using Passages = std::map<std::string, Passage, std::less<>>;

// Only for a flow without errors. `beginning` is what is set when it begins.
Passages passages_of(const Flow& flow, const Signatures& signatures, const FactNames& beginning);

std::vector<Way> ways_of(const Passages& passages);

// The passes that walk along them; only for a draft without errors.
void check_paths(Draft& draft, const Signatures& signatures, const FactNames& known,
                 const Passages& passages);
void check_start_slots(Draft& draft, const FlowLimits& limits);
void check_limits(Draft& draft, const FlowLimits& limits, const FactNames& known,
                  const Passages& passages);
void check_ends(Draft& draft, const Passages& passages);
void check_replies(Draft& draft, const Passages& passages, const std::vector<ReplyLimit>& limits);
void check_needed(Draft& draft, const Passages& passages, const std::vector<NeededAction>& needed);

}  // namespace kindbank::dialog
