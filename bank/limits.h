// What the bank expects of flows beyond that they run: the keys that its actions know, how many
// texts a person may have to send, and which answers nobody may keep.
#pragma once

#include "bank/town.h"
#include "dialog/load.h"

namespace kindbank::bank {

// Without the platforms' limits, which are no business of the bank's.
dialog::FlowLimits flow_limits(const Town& town);

}  // namespace kindbank::bank
