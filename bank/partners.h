// Which coordinator sees whom: those of a partner organisation its own members alone, those of the
// town everybody. What they may not see is not there for them, in every word of theirs.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "bank/actions.h"
#include "store/coordinators.h"
#include "store/incidents.h"
#include "store/requests.h"
#include "store/worries.h"

namespace kindbank::bank {

bool sees(Context& context, const store::Coordinator& coordinator, std::int64_t member);
// Of a number that is no member's: what partner it came by.
bool sees_contact(Context& context, const store::Coordinator& coordinator, store::Id contact);

// The partners whose people somebody's text or a code concerns, "" for the town's own: who speaks,
// both sides of their open jobs, and those of the job, incident or worry of that code.
std::set<std::string> partners_concerned(const Context& context, const std::string& code);

// Of the coordinator who speaks; nothing where there is none of that code, or it is not theirs.
std::optional<store::Request> their_request(Context& context, const std::string& code);
std::optional<store::Incident> their_incident(Context& context, const std::string& code);
std::optional<store::Worry> their_worry(Context& context, const std::string& code);
bool speaker_sees(Context& context, std::int64_t member);

// Somebody texts the code that a partner gave them ("SIP42"): they are that partner's from now on,
// unless they are somebody's already. Whether it was one.
bool note_partner(Context& context, std::string_view words);
// Who joins is of the partner whose code they came by.
void keep_partner(Context& context, std::int64_t member);

}  // namespace kindbank::bank
