// How a part of the outbox comes from one state to the next. Behind store/outbox.h alone.
#pragma once

#include <string>

#include "store/database.h"

namespace kindbank::store {

// A part that will not be sent again forgets its words; the log keeps those that may be kept. The
// message's own state is that of its parts, the worst first.
void settle(Transaction& tx, Id part, Id message, const std::string& state, const std::string& why);

}  // namespace kindbank::store
