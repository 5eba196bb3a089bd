// When offices work: Monday to Friday, nine to five by the town's clock, but for its bank holidays.
// Promises that hang on a person of the bank are reckoned in it; neighbours help on every day.
#pragma once

#include <string>

#include "bank/town.h"

namespace kindbank::bank {

// Whether a local time like "2026-11-24T14:00" is on the day of `now`; words that are none are not.
bool is_today(const Town& town, Time now, const std::string& local_time);
bool is_working_day(const Town& town, const LocalTime& local);
// `time`, or the next nine o'clock of a working day.
Time in_working_time(const Town& town, Time time);
// When so much working time has passed since then.
Time after_working_time(const Town& town, Time time, Duration span);
// Five o'clock of the working day that is so many after that of `time`: a deadline in days.
Time after_working_days(const Town& town, Time time, int days);

}  // namespace kindbank::bank
