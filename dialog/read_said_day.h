// What is said of a day from one place among the marks of a text on: how far off it is ("in 2
// weeks", "in half an hour"), a date, a weekday, or a day with a name.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "dialog/said_day.h"
#include "dialog/time_marks.h"

namespace kindbank::dialog {

enum class SaidWeek { none, this_, next };  // said before its weekday: "next week tues"

struct DayRead {
  std::size_t length = 0;  // in marks; 0: no day is said there
  bool wrong = false;      // no day can be told from the text
  SaidWeek week = SaidWeek::none;
  std::optional<std::chrono::minutes> from_now;
  bool tonight = false;
};

DayRead read_said_day(const MarkPlace& place, SaidWeek week, SaidDay& day);

}  // namespace kindbank::dialog
