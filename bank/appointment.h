// When a visit is to be: fixed by either side, told to the other, and both are reminded a day and
// two hours before (what falls into the night goes the evening before). Where no HERE has come 20
// minutes after it, who asked is asked and a coordinator is told.
#pragma once

#include <optional>
#include <string>

#include "bank/actions.h"
#include "store/visits.h"

namespace kindbank::bank {

// The visit is to be then ("2026-11-26T14:00"), and both are reminded; says it back. Nothing where
// that is no hour, is over or is outside the hours of visits.
std::optional<std::string> fix_hour(Context& context, const store::Visit& visit,
                                    const std::string& local_time);
// "Thu 26 Nov, 2pm"
std::string say_hour_of(const Context& context, const store::Visit& visit);
// As it was agreed, or as late as its helper said. Nothing while no hour is agreed.
std::optional<Time> start_of(const Context& context, const store::Visit& visit);
// Its helper comes that much later than agreed, or than now; nobody misses them before, and what
// else hangs on the hour moves with it.
void expect_later(Context& context, const store::Visit& visit, Duration late);

// code, answer (a day and an hour) -> fits(code, when) | day_only | not_then, where it is over or
// outside the hours of visits | unknown, where the speaker has no such visit
dialog::Told look_at_time(Context& context, const dialog::Facts& arguments);
// code, time ("2026-11-26T14:00") -> planned(when) | unknown
dialog::Told plan_visit(Context& context, const dialog::Facts& arguments);
// code, answer (a day and an hour) -> planned(when) | day_only | not_then | unknown
dialog::Told say_time(Context& context, const dialog::Facts& arguments);
// code -> told | early(when) | unknown: the helper has set out, and who asked hears it, once
std::string set_out_cause(const store::Visit& visit);  // of the notice that says so
dialog::Told set_out(Context& context, const dialog::Facts& arguments);
// A Due of it; nothing where the visit has begun, is over or is planned for another time by now.
void keep_appointment(Context& context, const std::string& visit, const std::string& step);

}  // namespace kindbank::bank
