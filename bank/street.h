// The street of who is helped: asked once, at the first match; the helper alone is told, after the
// yes, and the number only on the day. 30 days after the last job it is forgotten, and asked again
// at the next one (service.md 2.12 and 3.3).
#pragma once

#include <optional>
#include <string>

#include "bank/actions.h"
#include "store/requests.h"
#include "store/streets.h"
#include "store/visits.h"

namespace kindbank::bank {

// "Flat 3, 12 High Street", "high st 12": nothing where no street can be made out, and no more than
// 22 letters of it.
std::optional<store::Street> read_street(const std::string& words);

// What the helper is told at the yes: the street, or the neighbourhood while none is known.
std::string place_of(Context& context, const store::Request& request);
// A job was agreed: the street is kept while it is used. False where none is known.
bool use_street(Context& context, const store::Request& request);
// Who asked is asked for it where it is not known, once for each `when`.
void want_street(Context& context, const store::Request& request, const store::Visit& visit,
                 const std::string& when);
// When the helper is told the number: two hours before, and not before eight that day.
Time told_number_at(const Town& town, Time start);
// It is told, once; nothing where the street is not known yet.
void tell_number(Context& context, const store::Request& request, const store::Visit& visit);

// answer -> saved | which_house, where no number is in it | unreadable: where the speaker's
// helpers go; those who are expected soon hear it once the number is asked for, too
dialog::Told save_street(Context& context, const dialog::Facts& arguments);
// answer -> saved: the number or the name of the house
dialog::Told save_house(Context& context, const dialog::Facts& arguments);
// -> told: no number was said, and those who are expected soon hear the street
dialog::Told tell_street(Context& context, const dialog::Facts& arguments);

// 30 days after it was used last: it is forgotten, also out of the texts that said it, unless a job
// is under way.
void street_is_idle(Context& context, const std::string& member);

}  // namespace kindbank::bank
