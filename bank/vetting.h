// Which check a task needs, and who holds which. The level is decided by the task and the reason:
// to shop for somebody because of their age, illness or disability is regulated by law, even once.
// It is raised only by a person who met the volunteer, never by the bot.
#pragma once

#include <optional>
#include <string>

#include "bank/actions.h"
#include "store/members.h"

namespace kindbank::bank {

// category, answer -> set(level) | refused. The answer itself is kept nowhere.
dialog::Told decide_level(Context& context, const dialog::Facts& arguments);
// category -> journey, where the level hangs on where a journey goes | enough
dialog::Told ask_more(Context& context, const dialog::Facts& arguments);
// category, level, answer -> set(level). Whether the journey is to care: where it is not, the level
// comes down to what the reason alone asks for. The answer itself is kept nowhere.
dialog::Told narrow_level(Context& context, const dialog::Facts& arguments);
// When a check of that level is to be renewed, three years on; nothing below V2, which needs none.
std::optional<Time> renewed_by(const Town& town, Level level, Time now);
// "30 11 2028", "30 Nov 2028", "2028 11 30", or no day, which is the month's first: noon of it.
std::optional<LocalTime> read_until(std::string day, const std::string& month, std::string year);

// Writes down that this person saw what the level asks for, and lets the member know where it is
// their first or a higher one; the member as they were, or nothing where there is no such member or
// level. Whoever calls has made sure that `by` may do this.
std::optional<store::Member> write_level(Context& context, std::int64_t number,
                                         const std::string& level, const std::string& by,
                                         std::optional<Time> until = std::nullopt);

// number, level -> vetted(first, number) | unknown | not_allowed
dialog::Told vet_member(Context& context, const dialog::Facts& arguments);

// What they are met and checked for now: a check that has run out counts no more until it is
// renewed.
Level level_held(const store::Member& member, Time now);

}  // namespace kindbank::bank
