// Becoming a member, and everything that a person may always do: stop the texts, start them again.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// postcode -> inside(area, sector) | outside | unreadable
dialog::Told find_area(Context& context, const dialog::Facts& arguments);
// -> stranger | already(number)
dialog::Told look_member(Context& context, const dialog::Facts& arguments);
// name, area, sector -> joined(number) | already(number). Writes down what the person was told.
dialog::Told join(Context& context, const dialog::Facts& arguments);
// name -> renamed
dialog::Told rename(Context& context, const dialog::Facts& arguments);
// speaker -> chosen: whoever speaks at a phone that several share; 0 is none of its members
dialog::Told choose_speaker(Context& context, const dialog::Facts& arguments);
// -> other: somebody besides its members speaks
dialog::Told speak_as_other(Context& context, const dialog::Facts& arguments);
// What was said and answered here before anybody joined is not kept: its words vanish. What a
// coordinator was told of others is no part of it.
void forget_words_of_stranger(Context& context);
// -> stopped. Jobs that were promised or asked for are not dropped in silence: the coordinators are
// told.
dialog::Told stop_texts(Context& context, const dialog::Facts& arguments);
// -> detached. The number is somebody else's: no more texts to it, and it is no member's any more.
dialog::Told detach(Context& context, const dialog::Facts& arguments);
// -> started. A break from invitations is over, too.
dialog::Told start_texts(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
