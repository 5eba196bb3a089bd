// Reading an hour out of a text's marks, and of a window its beginning: "half 3", "2pm", "10 til
// 12".
#pragma once

#include <cstddef>
#include <optional>

#include "dialog/said_hour.h"
#include "dialog/time_marks.h"

namespace kindbank::dialog {

struct HourRead {
  SaidHour hour;
  std::size_t length = 0;  // in marks
  bool ambiguous = false;  // "10 to 12": ten to twelve, or two hours
};

// The hour that begins at that place; nothing where none does. A number alone is none, but one that
// corrects an hour, or stands beside a day, is.
std::optional<HourRead> read_said_hour(const MarkPlace& place, bool corrects);

}  // namespace kindbank::dialog
