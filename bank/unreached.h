// Members whose texts do not arrive: a number that is given up, a phone that is lost. A person of
// the bank hears of each, in the next digest, or at once where they are part of a visit today, for
// whoever waits for an answer waits for nothing.
#pragma once

#include <string_view>
#include <vector>

#include "bank/actions.h"

namespace kindbank::bank {

// A text of that class to this member did not arrive, and there is no other way to them. Where it
// asked for help, whoever comes next is asked at once.
void tell_of_unreached(Context& context, std::int64_t member, std::string_view message_class);

// The last text failed at each mailbox of theirs that was written to.
bool is_unreached(Context& context, std::int64_t member);
// To whom the last text failed everywhere, within the week, by their number.
std::vector<std::int64_t> unreached(Context& context);
// How many of the week's who are no members yet.
std::int64_t count_unreached_strangers(Context& context);

}  // namespace kindbank::bank
