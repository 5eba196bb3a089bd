// Asking for help and offering it.
#pragma once

#include "bank/actions.h"
#include "store/requests.h"

namespace kindbank::bank {

// category, urgency, level, need, wanted, preference -> opened(code, answer_by) | paused |
// duplicate(code)
dialog::Told open_request(Context& context, const dialog::Facts& arguments);
// The same where the member says that it is not the same job: -> opened(code, answer_by) | paused
dialog::Told open_another(Context& context, const dialog::Facts& arguments);
// code -> opened(code, answer_by) | paused | over: others are asked for what was called off, at its
// hour and with its level; its helper of before is not
dialog::Told ask_again(Context& context, const dialog::Facts& arguments);
// answer (times a month) -> fits | never | too_often
dialog::Told look_how_often(Context& context, const dialog::Facts& arguments);
// jobs -> saved(most) | how_many, where it is not 1 to 3 | nothing, where nothing is offered: how
// many invitations of the speaker's may be open at a time
dialog::Told choose_most_open(Context& context, const dialog::Facts& arguments);
// category, free_when, distance, cap -> saved | meet_first
dialog::Told save_offer(Context& context, const dialog::Facts& arguments);

// answer (woman, man or unsaid) -> described: what a helper says of themselves, for those who ask
dialog::Told describe(Context& context, const dialog::Facts& arguments);
// Whom somebody may ask for; "any" is no preference.
std::vector<std::string> preferences();

// Every urgency that the bank has a promise for, as flows name it.
std::vector<std::string> urgencies();
// By when someone who asks is told, even if nobody was found, as a daytime hour: in time to look
// elsewhere.
Time answer_by(const Town& town, std::string_view urgency, Time now);
// The same, and not after the hour that was asked for.
Time answer_by(const Town& town, const store::Request& request, Time now);

}  // namespace kindbank::bank
