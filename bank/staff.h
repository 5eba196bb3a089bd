// What coordinators write to act: closing what nobody could do. For everybody else it is
// not_allowed.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// code -> closed(code) | worry(code), of which it must be said what came | under_way(code) |
// over(code) | unknown | not_allowed. Who asked hears so, and so do the helper and whoever was
// asked.
dialog::Told close_unmet(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
