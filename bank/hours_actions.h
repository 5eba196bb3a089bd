// The rows of the table of actions (actions.h) that are about hours.
#pragma once

#include <vector>

#include "bank/actions.h"

namespace kindbank::bank {

std::vector<Action> hours_actions();

}  // namespace kindbank::bank
