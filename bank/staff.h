// What coordinators write to act: closing what nobody could do, and their minutes. For everybody
// else each of these is not_allowed.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// code -> closed(code) | worry(code), of which it must be said what came | under_way(code) |
// over(code) | unknown | not_allowed. Who asked hears so, and so do the helper and whoever was
// asked.
dialog::Told close_unmet(Context& context, const dialog::Facts& arguments);
// minutes, and the code of what they went to where one is said -> noted(spent, today, average) |
// first(spent, today), where no job was done in 30 days | none, of no minutes: those of today are
// taken back | how_many | unknown | not_allowed. The average is over the jobs done in 30 days.
dialog::Told note_minutes(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
