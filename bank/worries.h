// What people are worried or unhappy about. Each has a code, somebody who answers and a day by
// which they do: two working days. Of danger a person hears at once. A worry about the team goes to
// somebody of another organisation, as far as there is one. What came of it is always told, in
// words, and who raised it may take it further.
#pragma once

#include <string>

#include "bank/actions.h"
#include "store/visits.h"
#include "store/worries.h"

namespace kindbank::bank {

std::vector<std::string> worry_kinds();

// kind -> told(code, handler, day), told_of(code, handler, day, first), where there was a visit
// with {first} of late | form(code, handler, day), of an accident | now(code), where somebody on
// call is told of danger | later(code, when) | nobody
dialog::Told raise_worry(Context& context, const dialog::Facts& arguments);
// code -> apart: who is not happy would rather not meet the other side of that visit again
dialog::Told part_from_other(Context& context, const dialog::Facts& arguments);
// code, answer -> added, where they said no words as well
dialog::Told add_to_worry(Context& context, const dialog::Facts& arguments);

// code, answer: a coordinator says what came of it -> told(code) | ring(code, who, phone), where
// our texts do not reach them | unknown | not_allowed
dialog::Told answer_worry(Context& context, const dialog::Facts& arguments);
// code, wish: who raised it is content (yes) or not (no) -> closed | further(code, handler, day)
dialog::Told settle_worry(Context& context, const dialog::Facts& arguments);

// A worry's day has come and nobody has answered: all coordinators hear so.
void worry_is_late(Context& context, const std::string& worry);

}  // namespace kindbank::bank
