// The rows of the table of actions (actions.h) that are about an agreed job, from its hour to the
// thanks for it.
#pragma once

#include <vector>

#include "bank/actions.h"

namespace kindbank::bank {

// How it comes out where a person of the bank is told.
inline constexpr std::string_view told_now = "The person on call is told at once.";
inline constexpr std::string_view told_later =
    "The coordinators are told, and nobody reads it before {when}.";
inline constexpr std::string_view told_nobody =
    "The bank has no coordinator whom a text can reach.";

std::vector<Action> visit_actions();

}  // namespace kindbank::bank
