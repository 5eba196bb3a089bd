// From one version of a flow to another while somebody stands in it: which steps differ, and
// whether what was asked in one can be answered in the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialog/conversation.h"
#include "dialog/flow.h"
#include "dialog/load.h"

namespace kindbank::dialog {

// Whether the step of that name does, says, asks and goes on the same in both; false where one of
// them has no such step.
bool is_same_step(const Flow& one, const Flow& other, std::string_view step);

// The question as it stands in `to`. It fails where no step of that name asks there, where an
// answer would mean something else, or where a fact is needed that this talk has not set: the
// sentence says which. `from` is the version that it was asked in, `to` one that runs. The
// signatures and facts are those that `to` was read with.
Result<Question> move_question(const Question& question, const Flow& from, const Flow& to,
                               const Signatures& signatures,
                               const std::vector<std::string>& known_facts);

}  // namespace kindbank::dialog
