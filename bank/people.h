// The people behind the service: whom to tell, and who is a coordinator.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

bool is_coordinator(store::Transaction& tx, const Address& address);
bool is_someone_on_call(store::Transaction& tx);
// Of the coordinator who speaks; "" where a resident does.
std::string coordinator_name(Context& context);

// -> asked_now | asked_later(when)
dialog::Told ask_person(Context& context, const dialog::Facts& arguments);

// Writes the incident, or adds to the one that is open, freezes the person's invitations and tells
// the coordinators. The words are kept sealed with the incident and nowhere else.
void open_incident(Context& context, const dialog::Alert& alert, const std::string& words);
// code -> cleared | unknown | not_allowed
dialog::Told clear_incident(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
