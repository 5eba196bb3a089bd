// What the platforms can show of choices, whether a town has a channel to them yet or not: a flow
// is written once, and may reach people on any of them later.
#pragma once

#include <vector>

#include "dialog/load.h"

namespace kindbank::adapters {

const std::vector<dialog::ChoiceLimits>& choice_limits();

}  // namespace kindbank::adapters
