// The agreed job from the helper's and the asker's side: what is open, arriving, being done, and
// handing a change to a person. Also what a volunteer may ask of the bank: a break, and why they
// were asked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bank/actions.h"
#include "store/visits.h"

namespace kindbank::bank {

// Agreed for a day that is to come, and not for today.
bool is_of_a_later_day(const Context& context, const store::Visit& visit);

// code -> started | early(when), days before it is agreed for | unknown
dialog::Told arrive(Context& context, const dialog::Facts& arguments);
// code -> started | unknown: who asked says that the helper is there
dialog::Told helper_came(Context& context, const dialog::Facts& arguments);
// The job is done. Returns what its helper need not be asked any more, for Told::closes.
std::vector<std::string> end_visit(Context& context, const store::Visit& visit);
// code -> ended | unknown. Ended, and the hours not said: the same again.
dialog::Told finish(Context& context, const dialog::Facts& arguments);
// -> visiting, for half an hour more | nothing, where the speaker has not arrived anywhere
dialog::Told stay(Context& context, const dialog::Facts& arguments);
// code, wish -> called_off(code) | asked_now | asked_later(when) | nobody. What the asker does
// not need any more is called off at once unless the helper has arrived; else a person hears which
// job it is, from which side, and what is wished.
dialog::Told change_job(Context& context, const dialog::Facts& arguments);
// Every wish that a coordinator can be told in words.
std::vector<std::string> wishes();
// code -> the same: the hours of the job are not right
dialog::Told dispute_job(Context& context, const dialog::Facts& arguments);

// weeks -> paused(day) | with_jobs(jobs, day) | how_long, where it is not 1 to 52 | nothing, where
// nothing is offered. Four weeks where none are said. START ends it before that day.
dialog::Told pause_offers(Context& context, const dialog::Facts& arguments);
// All that they offer rests so long, and what they were asked for is asked of others. When it ends;
// nothing where they offer nothing.
std::optional<Time> begin_break(Context& context, std::int64_t member, std::int64_t weeks);
void end_pause(Context& context, std::int64_t member);
// -> asked(code, task, reason) | never
dialog::Told explain_invitation(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
