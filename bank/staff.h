// What coordinators write to act: who looks after an incident, closing what nobody could do, and
// the brake on new requests. For everybody else each of these is not_allowed.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// code -> mine(code) | taken(by) | clear | job(code), of which nobody notes who looks after it |
// unknown | not_allowed
dialog::Told take_incident(Context& context, const dialog::Facts& arguments);
// code -> closed(code) | under_way(code) | over(code) | unknown | not_allowed. Who asked hears so,
// and so do the helper and whoever was asked.
dialog::Told close_unmet(Context& context, const dialog::Facts& arguments);
// -> coordinator | not_allowed
dialog::Told check_coordinator(Context& context, const dialog::Facts& arguments);
// minutes, and the code of what they went to where one is said -> noted(spent, today, average) |
// first(spent, today), where no job was done in 30 days | none, of no minutes: those of today are
// taken back | how_many | unknown | not_allowed. The average is over the jobs done in 30 days.
dialog::Told note_minutes(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
