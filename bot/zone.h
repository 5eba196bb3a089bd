// A town's clock: the rules of a time zone out of the system's time zone database.
#pragma once

#include <string>

#include "dialog/result.h"
#include "dialog/time.h"

namespace kindbank::bot {

// "Europe/London". Fails where the system knows no such zone. The Zone may be called from any
// thread and lives as long as it likes.
Result<Zone> load_zone(const std::string& name);

}  // namespace kindbank::bot
