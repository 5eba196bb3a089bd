// What Meta tells us: texts, presses and statuses, many in a call; and the handshake before.
#pragma once

#include "adapters/whatsapp.h"

namespace kindbank::adapters {

// What is signed and not for us (another number of the account, a group, a kind that came later) is
// taken without a trace: Meta repeats what is answered otherwise for a week.
Reading read_whatsapp(const WhatsappNumber& number, const HttpRequest& request);

}  // namespace kindbank::adapters
