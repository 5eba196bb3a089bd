// Where an author who made an edit looks when `check` names a line: at it and beside it, at the
// rest of its step, at the steps that it leads to or is led to from, and where what it sets is
// used.
#pragma once

#include <set>

#include "dialog/flow.h"
#include "tests/bot/flow_edit.h"

namespace kindbank::bot {

// Lines of the text after the edit; `before` is the flow as it was.
std::set<int> lines_near(const dialog::Flow& before, const Edit& edit);

}  // namespace kindbank::bot
