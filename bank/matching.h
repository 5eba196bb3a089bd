// How a request gets its helper, and loses them again: the first yes wins; who then names no hour
// in time, cannot come or does not come is let go, and the request is open again with its old age.
#pragma once

#include <string>

#include "bank/actions.h"
#include "bank/own_job.h"

namespace kindbank::bank {

// invitation -> won(code, first, street, word) | lost | held | closed. Until an hour is agreed the
// promise of it runs.
dialog::Told accept_invitation(Context& context, const dialog::Facts& arguments);
// Regular help: the job is this helper's, at its hour, with nobody asked.
void agree_with(Context& context, const store::Request& request, std::int64_t helper);
// code -> agreed(when), where the hour is known | which_hour(day), where the day is | which_day
dialog::Told look_at_hour(Context& context, const dialog::Facts& arguments);

// The promise of an hour has come due: 30 minutes after the yes to a job of today, four hours where
// it is of two days, a day otherwise.
void hour_promised(Context& context, const std::string& visit);

// code -> helps | asked | other: of a visit that has not begun
dialog::Told look_at_side(Context& context, const dialog::Facts& arguments);
// code -> handed_back, by its helper who cannot come | exchanged(answer_by), by who asked and would
// rather have somebody else | too_late, that an hour after the yes | unknown, where it is no such
// job of the speaker's or its helper is there
dialog::Told let_go(Context& context, const dialog::Facts& arguments);

// Its helper falls out, and who asked hears so.
void hand_back(Context& context, const OwnJob& job);
// It goes to others, at its hour; both hear so.
void give_to_others(Context& context, const OwnJob& job);

// code -> exchanged(answer_by) | unknown: who asked says that the helper did not come
dialog::Told give_up_waiting(Context& context, const dialog::Facts& arguments);

// code, answer (minutes) -> told(mins) | unknown: who asked hears how late the helper comes, and
// nobody looks for them before
dialog::Told come_later(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
