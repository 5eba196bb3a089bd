// By when help is needed, as it is true on the day when it is said.
#pragma once

#include <optional>
#include <string>

#include "bank/town.h"
#include "store/requests.h"

namespace kindbank::bank {

// "today" and "this week" are the asker's, of the day when they asked: on a later day it is the
// last day that they meant, and once that has passed it is as soon as you can. Two days are named
// by the second at once, since an invitation may wait a day behind another question.
std::string say_urgency(const Town& town, const store::Request& request, Time now);

// The hour that was asked for; nothing where none was.
std::optional<Time> wanted_at(const Town& town, const store::Request& request);
// The day alone that was asked for and is not over; nothing where none was.
std::optional<LocalTime> wanted_day(const Town& town, const store::Request& request, Time now);
// "today" or "on Thu 26 Nov"; "" where none was.
std::string say_wanted_day(const Town& town, const store::Request& request, Time now);
// "today", "soon", "week" or "any": as was asked, and by how far off it is where an hour was.
std::string urgency_now(const Town& town, const store::Request& request, Time now);

}  // namespace kindbank::bank
