// What the ledger knows of the person who is speaking, as the engine takes it.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

dialog::Known known_of(const Context& context);

}  // namespace kindbank::bank
