// What the commands share: how they say that they cannot do their work, and how they come by a
// ledger.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bot/command_request.h"
#include "bot/house.h"

namespace kindbank::bot {

// The exit codes that scripts rely on.
inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;    // it cannot do its work, or found a difference
inline constexpr int exit_unusable = 2;  // it was called wrongly, or what it was given is wrong

// One line on stderr: "kindbank: <why>". Returns the code.
int refuse(const std::string& why, int code = exit_failed);

// The findings, a line each, on stderr.
int refuse_findings(const std::vector<dialog::Finding>& findings);

// The ledger to write in, which only one process may do at a time: where a server holds it, the
// message says what to do instead.
Result<std::unique_ptr<store::Database>> open_to_write(const Settings& settings,
                                                       const std::string& instead);
Result<std::unique_ptr<store::Database>> open_to_read(const Settings& settings);

// Prints what was answered and returns its code.
int show(const CommandAnswer& answer);

}  // namespace kindbank::bot
