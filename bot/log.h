// The log: one line a thing that happened, as JSON on stderr, with ids only - never a number, a
// name or a text. Safe from any thread.
#pragma once

#include <string>

namespace kindbank::bot {

void log_info(const std::string& what);
void log_problem(const std::string& what);

}  // namespace kindbank::bot
