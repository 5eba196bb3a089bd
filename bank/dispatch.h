// How a request finds its helper: waves of invitations, of which the first yes wins, and what
// everybody else hears of it.
#pragma once

#include <string>
#include <vector>

#include "bank/actions.h"
#include "store/requests.h"

namespace kindbank::bank {

// Asks the first wave of volunteers; the coordinators are told where there is nobody to ask.
void dispatch(Context& context, const store::Request& request);
// A helper fell out, and nobody else is being asked yet.
void look_again(Context& context, store::Id request);
// The others who were asked and have not answered hear that it is settled, and by which event;
// those whose invitation has not left yet hear nothing at all.
void stand_down(Context& context, const store::Request& request, const std::string& event);
// A wave's time is over (bank/waves.h).
void end_wave(Context& context, const std::string& request, const std::string& wave);

// Somebody can be asked now who could not before: open requests whose wave is not full hear of it.
void invite_to_open(Context& context, std::int64_t member);

// invitation -> declined
dialog::Told decline_invitation(Context& context, const dialog::Facts& arguments);

// Open, matched or waiting: something may still come of it.
bool is_live(const store::Request& request);
// The helper has arrived at its visit.
bool is_under_way(Context& context, const store::Request& request);

// It will not be done: the asker does not need it any more, or nobody could be found. A helper who
// had agreed learns it at once and the door word is void; whoever was asked hears so, too.
enum class Over { cancelled, unmet };
void call_off(Context& context, const store::Request& request, Over over);

// A volunteer who has not answered for a day is free to be asked something else.
void expire_invitation(Context& context, const std::string& invitation);

// The member cannot be asked any more (a STOP, a crisis, a break): whoever comes next is asked
// instead. Returns what is settled by it, for Told::closes.
std::vector<std::string> release_invitations(Context& context, std::int64_t member);
// Only those to jobs of one asker, or for them.
void take_back_invitations(Context& context, std::int64_t member, std::int64_t asker);

// The promise of answer_by has come due: where nobody said yes, the asker and the coordinators are
// told; and whether anybody is still being asked.
void answer_promised(Context& context, const std::string& request);

// A request that nobody has taken is asked after each week, up to four times.
constexpr Duration ask_again_after = std::chrono::hours{7 * 24};
void ask_if_still_needed(Context& context, const std::string& request, const std::string& step);
// code, wish (yes or no) -> kept | called_off | over
dialog::Told keep_request(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
