// What the ledger knows of the person who is speaking (context.contact.speaker, their jobs), as the
// engine takes it.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// All but whether somebody is on call, which takes every coordinator unsealed: see
// is_someone_on_call. It looks up lists in the context's transaction, and ends with that.
dialog::Known known_of(const Context& context);

}  // namespace kindbank::bank
