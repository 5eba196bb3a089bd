// The ladder of a visit that does not end: its helper is asked, then a coordinator is told, then
// the coordinator is shown whom the helper named for an emergency. What is done about it a person
// decides. Rungs: 15, 30 and 45 minutes after the planned end, at any hour (service.md's buddy
// standard); DONE and what calls the visit off end it, and RED is past it.
#pragma once

#include <string>

#include "bank/actions.h"
#include "store/visits.h"

namespace kindbank::bank {

// The helper has arrived: the visit is to end when help of its kind mostly does.
void begin_ladder(Context& context, const store::Visit& visit, const std::string& category,
                  Time began);
// The helper stays half an hour longer, from the planned end or from now, whichever is later.
void stay_longer(Context& context, const store::Visit& visit);
void end_ladder(Context& context, const store::Visit& visit);
// The Due of a rung; nothing where the visit is over or ends later by now.
void climb_ladder(Context& context, const std::string& visit, const std::string& step);

// answer -> saved: who is to be rung when something goes wrong at a visit of the speaker's
dialog::Told save_contact(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
