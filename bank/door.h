// A helper stands at the door and nobody opens it. Whoever is on call hears it at once, at night as
// well, for somebody may lie behind it; who asked is texted, for they may not have heard the bell.
#pragma once

#include "bank/actions.h"
#include "store/visits.h"

namespace kindbank::bank {

// code -> asked_now | asked_later(when) | nobody: told once, until the door is opened | early(when)
// | unknown
dialog::Told tell_of_shut_door(Context& context, const dialog::Facts& arguments);
// The door was opened: nobody needs to ring.
void door_is_open(Context& context, const store::Visit& visit);
// code -> opened
dialog::Told tell_of_open_door(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
