// What somebody must answer within the quarter of an hour: a crisis, a visit that does not begin or
// end. Who writes MINE first has it; until then it goes from one coordinator of the rota to the
// next (bot/turn_alerts.cc tells them).
#pragma once

#include "bank/actions.h"
#include "store/visits.h"

namespace kindbank::bank {

// What is wrong with a visit now: nobody opens the door to its helper, or no HERE 20 minutes after
// it was to begin, or no DONE 15 minutes after it was to end.
enum class Trouble { none, shut_out, no_here, no_done };
Trouble trouble_of(const Context& context, const store::Visit& visit);

// Whether nobody needs to hear of it any more, whoever has it.
bool is_settled(Context& context, const std::string& code);

// code -> mine(code), of an incident | worry(code) | job(code) | taken(by) | clear | unknown |
// not_allowed. Where no code is said it is the only one that is open, or else the last of the day.
dialog::Told take_urgent(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
