// Which check a task needs, and who holds which. The level is decided by the task and the reason
// (service.md 3.2) and raised only by a person who met the volunteer, never by the bot.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// category, answer -> set(level) | refused. The answer itself is kept nowhere.
dialog::Told decide_level(Context& context, const dialog::Facts& arguments);
// number, level -> vetted(first, number) | unknown | not_allowed
dialog::Told vet_member(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
