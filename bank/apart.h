// Two people who are not to be brought together any more (service.md 3.6): at once, without
// judging, and without a word to either of why.
#pragma once

#include "bank/actions.h"
#include "store/requests.h"

namespace kindbank::bank {

// After a visit that somebody is worried about. The helper's invitations to jobs of the other's are
// taken back, what was agreed and has not begun goes to others, and regular help ends; what is
// under way a person must look at.
void keep_apart(Context& context, const store::Request& request, std::int64_t helper);

// Whether the member may still say yes: since they were asked a worry may have come up, or their
// check may have ended.
bool may_still_help(Context& context, const store::Request& request, std::int64_t member);

}  // namespace kindbank::bank
