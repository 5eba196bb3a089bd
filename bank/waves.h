// Who is asked to help with a request, and when: waves of invitations in a fair order, so that
// nobody asks a whole street at once and nobody waits for one neighbour. The sizes and the gaps are
// those of the partnership's rules of dispatch.
#pragma once

#include <string>
#include <vector>

#include "bank/actions.h"
#include "store/invitations.h"
#include "store/requests.h"

namespace kindbank::bank {

std::string about_invitation(store::Id invitation);
// Since it was made last.
bool time_to_answer_is_over(const Context& context, const store::Invitation& invitation);

// Its text is said now: from here on the time to answer it counts, since a volunteer who was
// writing about something else was not asked before.
void begin_time_to_answer(Context& context, const std::string& about);

// An answer is waited for; what has fallen due at this moment is not.
bool is_being_asked(const Context& context, const store::Request& request);

// The next wave, if the request's urgency allows for another. Writes down why each was asked and
// why others were left out. Returns how many were invited.
int open_wave(Context& context, const store::Request& request);

// Those who can be asked now and could not before, up to the size of the wave that is out.
int fill_wave(Context& context, const store::Request& request);

// A few more, beyond all waves: somebody still needs what nobody could do.
int ask_some_more(Context& context, const store::Request& request);

// The number of the last one; 0: nobody was asked yet. Where a helper has fallen out they go on,
// and are of 3, 5 and 10 again.
int waves_out(const Context& context, const store::Request& request);

// A wave's time is over: where nobody said yes the next one is asked. Returns false where there is
// none and nobody is being asked any more.
bool wave_ended(Context& context, const store::Request& request, const std::string& wave);

// Who could be asked now, best first; at most `limit`.
std::vector<std::int64_t> who_could(Context& context, const store::Request& request, int limit);
// Asks one member out of turn, by the rules that hold for everybody; why they are not asked, or "".
std::string ask_one(Context& context, const store::Request& request, std::int64_t member);

}  // namespace kindbank::bank
