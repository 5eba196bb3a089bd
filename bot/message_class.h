// What each class of message may do: which lane it leaves by, whether it keeps quiet hours, whether
// it is sent again when nobody can tell if it arrived, and when it has become stale.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank/town.h"
#include "dialog/time.h"

namespace kindbank::bot {

struct MessageClass {
  std::string_view name;
  enum class Lane { express, normal } lane = Lane::normal;
  enum class Quiet { ignores, waits } quiet = Quiet::waits;
  enum class WhenUnknown { resend, leave } when_unknown = WhenUnknown::leave;
  std::optional<Duration> stale_after;
};

// Those in which the bank may begin a talk, or go on with one that was left: all but "crisis",
// which answers.
const std::vector<std::string>& begun_classes();

// Of a name that is not in the table: the class "answer".
const MessageClass& message_class(std::string_view name);

// What comes first in the morning: confirmations and reminders of visits.
bank::Concern concern_of(std::string_view name);

}  // namespace kindbank::bot
