// Who is asked to help with a request, and who gets it: one wave of invitations to the volunteers
// who fit, in a fair order, and the first yes wins.
#pragma once

#include <string>

#include "bank/actions.h"
#include "store/requests.h"

namespace kindbank::bank {

constexpr int wave_size = 3;

// Invites the first wave and writes down why each was asked and why others were left out. Tells the
// coordinators where there is nobody to ask. Returns how many were invited.
int invite_wave(Context& context, const store::Request& request);

// Somebody can be asked now who could not before: open requests whose wave is not full hear of it.
void invite_to_open(Context& context, std::int64_t member);

// invitation -> won(code, first) | lost | closed
dialog::Told accept_invitation(Context& context, const dialog::Facts& arguments);
// invitation -> declined
dialog::Told decline_invitation(Context& context, const dialog::Facts& arguments);

// The asker does not need it any more and nobody has said yes: it is cancelled, and whoever was
// asked hears so.
void call_off(Context& context, const store::Request& request);

// A volunteer who has not answered for a day is free to be asked something else.
void expire_invitation(Context& context, const std::string& invitation);

// The member cannot be asked any more (a STOP, a crisis): whoever comes next is asked instead.
void release_invitations(Context& context, std::int64_t member);

// The member wants a break: of what they were not yet told of, whoever comes next is asked instead.
void release_unasked(Context& context, std::int64_t member);

// The promise of answer_by has come due: where nobody said yes, the asker and the coordinators are
// told.
void answer_promised(Context& context, const std::string& request);

}  // namespace kindbank::bank
