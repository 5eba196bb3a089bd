// What flows can do, be begun by, list and say, from the bank's tables: the page for authors.
#pragma once

#include <string>

namespace kindbank::bot {

// docs/actions.md.
std::string action_reference();

}  // namespace kindbank::bot
