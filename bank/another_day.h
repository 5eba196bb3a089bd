// The asker's other day for a job that nobody has taken yet: the search begins anew for it.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// code, answer (a day, or a day and an hour) -> moved(day, answer_by): who was asked for the old
// day and has not said no is asked again | not_then: it is over, or no hour for a visit | over: it
// is no such job of the speaker's, or not open any more
dialog::Told move_to_another_day(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
