// How a part of the outbox comes from one state to the next. Behind store/outbox.h alone.
#pragma once

#include <string>

#include "store/database.h"

namespace kindbank::store {

enum class Words { done_with, kept };

// A part that will not be sent again forgets its words, unless they are kept; the log has those
// that may be kept. The message's own state is that of its parts, the worst first.
void settle(Transaction& tx, Id part, Id message, const std::string& state, const std::string& why,
            Words words = Words::done_with);

// In a sender's hands a part may lose its words meanwhile (forget_words).
bool has_words(Transaction& tx, Id part);

}  // namespace kindbank::store
