// The rows of the table of actions (actions.h) that are about worries.
#pragma once

#include <vector>

#include "bank/actions.h"

namespace kindbank::bank {

std::vector<Action> worry_actions();

}  // namespace kindbank::bank
