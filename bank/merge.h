// A coordinator finds that two members are one person: by another number, or who joined twice.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// number, other -> two(first, second), the names of both | unknown | not_allowed
dialog::Told look_at_two(Context& context, const dialog::Facts& arguments);
// number, other -> merged: what is of `number` is of `other` from now on. Hours are booked over, so
// that the ledger keeps what was booked before; the level stays that of `other`, since a person has
// seen that one's papers | unchanged
dialog::Told merge_two(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
