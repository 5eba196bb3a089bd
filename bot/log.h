// The log: one line a thing that happened, as JSON on stderr, with ids only - never a number, a
// name or a text. Safe from any thread.
#pragma once

#include <functional>
#include <string>

namespace kindbank::bot {

// info: it went as it should. warning: it did not, and is tried again or was refused. error: it is
// given up, and somebody did not get what was meant for them.
enum class Level { info, warning, error };

void log(Level level, const std::string& what);
inline void log_problem(const std::string& what) { log(Level::warning, what); }

// Who reports to nobody yet.
using Log = std::function<void(Level, const std::string&)>;
inline void silent(Level, const std::string&) {}

}  // namespace kindbank::bot
