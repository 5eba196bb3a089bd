// What the bank lists of whoever speaks, for `choices_from` and for the engine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bank/actions.h"

namespace kindbank::bank {

// "open_visits", those that the speaker helps with, "open_jobs", these and what the speaker asked
// for, "unfinished_visits", the visits with those that have ended and of which the speaker has not
// said how long they took, and so on, as bank_lists() says. By any other name there is nothing.
std::vector<dialog::Facts> list_of(const Context& context, std::string_view list);

// "some shopping", of a kind of help.
std::string task_of(const Context& context, const std::string& category);

}  // namespace kindbank::bank
