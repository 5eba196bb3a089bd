// How long something took, as whole minutes: "45", "1h30", "an hour and a half", "2hrs ish", "10
// til 12". A bare 1 to 4 may be hours or minutes, and "under an hour" is no length: both are asked
// again.
#pragma once

#include "dialog/measures.h"
#include "dialog/reading.h"

namespace kindbank::dialog {

Reading read_minutes(const Measures& measures, std::string_view text);

}  // namespace kindbank::dialog
