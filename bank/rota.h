// Who is on call when, and who hears what a person must look at. A rota is "always", "never", or
// hours of the week by the town's clock: "Mon-Fri 08:00-18:00, Sat 10:00-14:00"; days alone are
// whole, hours alone are every day's, and hours that end before they begin run into the next day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank/actions.h"
#include "store/coordinators.h"

namespace kindbank::bank {

bool is_rota(std::string_view text);
// Of what is no rota: false.
bool is_on_call(std::string_view rota, const LocalTime& local);

// Of the coordinator's addresses those that a channel leads to and that have not stopped our texts.
std::vector<Address> reachable(const Context& context, const store::Coordinator& coordinator);
// Those who can be reached, with those addresses alone: who is on call now first, each in the order
// in which they were added. Of what concerns a partner's people the others hear nothing, unless
// there is nobody else; `code` is of the job, incident or worry that it is about.
std::vector<store::Coordinator> rota_now(const Context& context, const std::string& code = {});

// On call, and at an address that can be reached.
bool is_someone_on_call(const Context& context);
// From when somebody is, within a week; nothing where nobody's rota says so.
std::optional<Time> next_on_call(const Context& context);
// Those who hear what can wait for the day: who is on call, or everybody where nobody is.
std::vector<store::Coordinator> who_is_told(const Context& context, const std::string& code = {});

}  // namespace kindbank::bank
