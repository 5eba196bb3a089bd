// What a notice says when it leaves: a night may lie between, and the job have gone on.
#pragma once

#include <optional>

#include "bank/actions.h"
#include "store/notices.h"

namespace kindbank::bank {

// Its facts as they are now: an invitation that lay a night does not say "today". Nothing where it
// is not so any more: who is asked has answered, the helper has fallen out, the hour is another.
std::optional<dialog::Facts> facts_now(Context& context, const store::Notice& notice);

}  // namespace kindbank::bank
