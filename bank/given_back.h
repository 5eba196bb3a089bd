// Whoever gets no texts any more is not counted on: the visits that they had agreed to go to others
// at once, and their regular help ends.
#pragma once

#include <cstdint>
#include <string>

#include "bank/actions.h"

namespace kindbank::bank {

// Who asked hears it, and a coordinator, who is to ring them; a visit that has begun is left to its
// ladder. The codes of the jobs, "M2X8, N6R8"; "" where there is none, or texts reach them
// elsewhere.
std::string give_back_visits(Context& context, std::int64_t helper);

}  // namespace kindbank::bank
