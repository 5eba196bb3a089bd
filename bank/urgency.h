// By when help is needed, as it is true on the day when it is said.
#pragma once

#include <string>

#include "bank/town.h"
#include "store/requests.h"

namespace kindbank::bank {

// "today" and "this week" are the asker's, of the day when they asked: on a later day it is the
// last day that they meant, and once that has passed it is as soon as you can. Two days are named
// by the second at once, since an invitation may wait a day behind another question.
// The hour that was asked for; nothing where none was.
std::optional<Time> wanted_at(const Town& town, const store::Request& request);

std::string say_urgency(const Town& town, const store::Request& request, Time now);

}  // namespace kindbank::bank
