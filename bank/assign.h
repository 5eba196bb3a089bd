// What a coordinator does about one job or incident: whom to ring, and whom to ask next. Nobody is
// made to help: who is given a job is asked, by the rules that hold for everybody.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// code -> asker(code, who, phone) | both(code, who, phone, helper, helper_phone), of a job with a
// helper | person(code, who, phone), of an incident | worry(code, who, phone) | unknown |
// not_allowed. What nobody has is the speaker's from then on.
dialog::Told call_about(Context& context, const dialog::Facts& arguments);

// code, helper (a member number, or the first name of one who could be asked; none: who could) ->
// asked(code, who) | may_not(who, reason) | could(code, names) | several(code, names) |
// nobody(code) | over(code) | unknown | not_allowed
dialog::Told give_job(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
