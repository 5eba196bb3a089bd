// Whether the bank takes new requests. Coordinators stop and open it, and it stops by itself where
// too many people have waited too long: better to say so than to let more of them wait. Whoever was
// turned away hears when it opens again.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// Of a partner organisation's people, "" the town's own: the town's brake holds for all, a
// partner's for its own.
bool is_intake_paused(Context& context, const std::string& partner);

// -> open | paused. Who hears "paused" is told when it opens.
dialog::Told check_intake(Context& context, const dialog::Facts& arguments);
// wish -> paused | open | unknown | not_allowed
dialog::Told set_intake(Context& context, const dialog::Facts& arguments);

// A coordinator stopped our texts: where none is left whom they reach, nothing new is taken.
void coordinator_goes_away(Context& context);
// Whoever was turned away while no coordinator could be reached hears that one can be again.
void coordinator_is_back(Context& context);

// Pauses where too many requests have been open for too long, and tells the coordinators. Not on
// the day on which one of them opened it.
void brake_if_full(Context& context);

}  // namespace kindbank::bank
