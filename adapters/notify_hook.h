// What Notify tells us: texts that came in, and receipts of texts that went out.
#pragma once

#include "adapters/notify.h"

namespace kindbank::adapters {

// A call is let in by the bearer token of its kind; Notify signs nothing, so the token is the
// proof. A text may come again: with 503, and with no other status, Notify repeats it.
Reading read_notify(const NotifyAccount& account, const HttpRequest& request);

}  // namespace kindbank::adapters
