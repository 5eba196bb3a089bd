// The hour that somebody means, from what they said of it.
#pragma once

#include <chrono>
#include <optional>

#include "dialog/time_marks.h"

namespace kindbank::dialog {

struct SaidHour {
  enum class Half { open, am, pm, certain };  // certain: of a clock of 24 hours
  int hour = 0;
  int minute = 0;
  Half half = Half::open;
};

// Since midnight. Nothing where morning or evening would have to be guessed (8), or where the hour
// and the part of the day disagree.
std::optional<std::chrono::minutes> settle(const SaidHour& said, std::optional<PartOfDay> part);

}  // namespace kindbank::dialog
