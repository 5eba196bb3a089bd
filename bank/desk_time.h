// The minutes of coordinators, which the bank exists to reduce: what a message of theirs handled
// counts by itself, as the table of actions says; SPENT puts it right or adds what no message
// shows.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// Counts what came of a coordinator's message; of anybody else's nothing.
void count_desk_time(Context& context, const Action& action, const dialog::Facts& arguments,
                     const dialog::Told& told);

// minutes, and the code of what they went to where one is said -> noted(spent, today, average) |
// first(spent, today), where no job was done in 30 days | none, of no minutes: those of today are
// taken back | how_many | unknown | not_allowed. They stand in the place of what was counted today,
// for that code or in all; said again they add. The average is over the jobs done in 30 days.
dialog::Told note_minutes(Context& context, const dialog::Facts& arguments);

// Of all that was spent from `since` on, for each job done from then on, to the nearest; nothing
// where none was done.
std::optional<std::int64_t> minutes_a_job(store::Transaction& tx, Time since);
// What the metrics and SPENT look back over.
constexpr Duration desk_time_over = std::chrono::hours{24 * 30};

}  // namespace kindbank::bank
