// Regular help: the same helper comes every week or every two weeks, once both have said that they
// want it. Each visit is a job of its own, made six days before, so that reminders, hours and the
// ladder are those of any job. After six weeks, and each six weeks again, a person of the bank asks
// both how it goes.
#pragma once

#include <string>
#include <vector>

#include "bank/actions.h"
#include "store/requests.h"
#include "store/series.h"

namespace kindbank::bank {

// Whoever is well content with the same helper for the second time is asked whether they would like
// them to come regularly.
void offer_regular_help(Context& context, const store::Request& request);

// code -> can(helper, when) | no_hour, where no hour of it was agreed | unknown
dialog::Told look_at_regular(Context& context, const dialog::Facts& arguments);
// code, often ("week", "fortnight") -> asked | unknown: the helper is asked
dialog::Told propose_regular(Context& context, const dialog::Facts& arguments);
// series -> agreed(day, when) | over
dialog::Told accept_regular(Context& context, const dialog::Facts& arguments);
// series -> declined
dialog::Told decline_regular(Context& context, const dialog::Facts& arguments);
// What comes regularly, of either side, the oldest first.
std::vector<store::Series> regular_visits_of(store::Transaction& tx, std::int64_t member);

// series, or the oldest -> asked(day, helper) | none: `helper` is the other side
dialog::Told look_at_series(Context& context, const dialog::Facts& arguments);
// wish, series as above ("once", "month", "end") -> skipped(when), the next visit | ended | none
dialog::Told change_series(Context& context, const dialog::Facts& arguments);
std::vector<std::string> series_wishes();

// Whoever is helped hears so.
void end_all_regular_help(Context& context, std::int64_t helper);

// The Due of the next visit: it is made.
void make_visit(Context& context, const std::string& series, const std::string& step);
// The Due of a review: the coordinators are told.
// A coordinator asks for that review now, by the code of a job of theirs -> regular(code, helper,
// asker, day, count), and six weeks begin anew | unknown | not_allowed
dialog::Told review_now(Context& context, const dialog::Facts& arguments);
void review_series(Context& context, const std::string& series, const std::string& step);

}  // namespace kindbank::bank
