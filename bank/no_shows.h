// Helpers who do not come, again and again. How often is for coordinators alone: first somebody has
// a private word with them, then they have a break from being asked. The software says no word of
// it to anybody else.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// The helper did not come to a visit that has just been given to somebody else. Of the second time
// in three months a coordinator hears; with the third the helper has a break, too, and hears that.
void note_no_show(Context& context, std::int64_t helper);

}  // namespace kindbank::bank
