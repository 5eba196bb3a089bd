// The people behind the service: whom to tell, and who is a coordinator.
#pragma once

#include "bank/actions.h"
#include "store/coordinators.h"
#include "store/requests.h"

namespace kindbank::bank {

// "Ben, member 2": how a coordinator's text names a member.
std::string say_member(Context& context, std::int64_t number);
// "12 High Street, Old Town", for whoever must send help there now; the area alone where no street
// is known.
std::string say_place(Context& context, const store::Request& request);
// What of the member's is open, as ", job K4T7 with Ada, member 1, Old Town" for each; "" where
// there is none.
enum class Jobs { agreed, started };
std::string say_jobs(Context& context, Jobs which);
// Of the coordinator who speaks; "" where a resident does.
std::string coordinator_name(Context& context);

// asked (the word that was texted) -> asked_now | asked_later(when) | nobody, where the bank has no
// coordinator. Of DATA and DELETE the coordinators hear which it was.
dialog::Told ask_person(Context& context, const dialog::Facts& arguments);
// The same about a job: the coordinators hear its code, which side speaks ("helper of", "who asked
// for") and what is wished.
dialog::Told ask_about_job(Context& context, const std::string& code, const std::string& side,
                           const std::string& wish);

// The first name, or "Your neighbour" of whom none is known any more.
std::string call_by_name(const Context& context, std::int64_t member);

// Whom a word about all texts of this phone concerns: each member where several share it.
std::vector<std::int64_t> who_speaks_here(const Context& context);

// Writes the incident, or adds to the one that is open, freezes the person's invitations and tells
// the coordinators; after RED with the number to call and the jobs that are open. The words are
// kept sealed with the incident and nowhere else.
void open_incident(Context& context, const dialog::Alert& alert, const std::string& words);
// A member's jobs are not dropped in silence with their texts: the coordinators hear which, and of
// a visit that is under way whom to ring. Of a coordinator the others hear that no alert gets
// there.
void tell_of_stop(Context& context);
// code -> cleared | unknown | not_allowed
dialog::Told clear_incident(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
