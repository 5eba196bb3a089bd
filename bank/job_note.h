// What a helper should know of a job before they come: a dog, a side door. It is kept sealed while
// the job lasts and told to whoever has said yes, and to nobody before.
#pragma once

#include "bank/actions.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {

// code, answer (words) -> kept | none | held, of what may not go from one member to another
dialog::Told add_note(Context& context, const dialog::Facts& arguments);
// To the helper of the visit, where there is any.
void tell_note(Context& context, const store::Request& request, const store::Visit& visit);

}  // namespace kindbank::bank
