// The rows of the table of actions (actions.h) that are for coordinators alone.
#pragma once

#include <vector>

#include "bank/actions.h"

namespace kindbank::bank {

std::vector<Action> staff_actions();

}  // namespace kindbank::bank
