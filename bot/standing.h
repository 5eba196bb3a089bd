// Where people stand: the steps at which talks wait for an answer, in the version that each talk
// began with.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "dialog/conversation.h"
#include "store/contacts.h"
#include "store/database.h"

namespace kindbank::bot {

struct Stand {
  std::string flow;
  std::string version;
  std::string step;
  // NOLINTNEXTLINE(modernize-use-nullptr): it takes the 0 in it for a pointer
  auto operator<=>(const Stand&) const = default;
};

// How many people stand at each. One who is asked there twice is counted once.
using Standing = std::map<Stand, std::int64_t>;
Standing read_standing(store::Database& database, Time now);
// All those on that version, whatever the step.
std::int64_t people_on(const Standing& standing, const std::string& version);

// "1 person stands here", "3 people stand here"
std::string say_standing(std::int64_t people, const std::string& where);

}  // namespace kindbank::bot
