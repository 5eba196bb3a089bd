// Volunteers whom nobody has met yet: they hear the truth about the waiting, once, and a
// coordinator hears where the same person may have offered help from two numbers.
#pragma once

#include "bank/actions.h"
#include "store/members.h"

namespace kindbank::bank {

// They have just offered help.
void await_meeting(Context& context, const store::Member& member);
// The Due of it: nothing where they were met since, or offer nothing any more.
void meeting_awaited(Context& context, const std::string& member);

}  // namespace kindbank::bank
