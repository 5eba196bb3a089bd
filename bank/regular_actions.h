// The rows of the table of actions (actions.h) that are about regular help.
#pragma once

#include <vector>

#include "bank/actions.h"

namespace kindbank::bank {

std::vector<Action> regular_actions();

}  // namespace kindbank::bank
