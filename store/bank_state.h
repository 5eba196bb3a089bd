// Small things that the bank must remember, by name: "intake" (open, paused), poll cursors,
// that the coordinators were seeded.
#pragma once

#include <optional>
#include <string>

#include "store/database.h"

namespace kindbank::store {

void put_state(Transaction& tx, const std::string& name, const std::string& value);
std::optional<std::string> find_state(Transaction& tx, const std::string& name);

}  // namespace kindbank::store
