// Who asked learns who comes, when, and the word for the door: in one text, with the question where
// they live in it, where no street is known.
#pragma once

#include <string>

#include "bank/actions.h"
#include "bank/own_job.h"

namespace kindbank::bank {

// `when` is "" while no hour is agreed: then it waits ten minutes, unless help is needed today, for
// the helper mostly says one at once.
void tell_who_comes(Context& context, const OwnJob& job, const std::string& when);
// The helper comes already: who comes is told now, where it still waits. At the door nobody is
// asked where they live any more.
enum class Helper { on_the_way, at_the_door };
void tell_at_once(Context& context, const OwnJob& job, Helper helper);
// The helper has said the hour. False where they were told who comes before.
// The same while that text still waits, which says the hour as it is then.
bool told_with_hour(Context& context, const OwnJob& job, const std::string& when);

// Who asked was not told yet who comes.
bool waits_to_hear_who_comes(Context& context, const store::Visit& visit);
// They need not be told any more. False where they were told before.
bool take_back_who_comes(Context& context, const store::Visit& visit);

}  // namespace kindbank::bank
