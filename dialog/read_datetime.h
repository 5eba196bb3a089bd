// Reading when: a day, and an hour where one was said, as people in a UK town text them ("tues
// 2pm", "half 3 2moro", "a week on friday"). A reading is right, or it abstains; it is always read
// back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialog/time.h"
#include "dialog/time_words.h"

namespace kindbank::dialog {

struct SaidTime {
  LocalTime at;        // midnight where no hour was said
  bool timed = false;  // an hour was said
  bool dated = true;   // a day was said; otherwise it is today's
  bool operator==(const SaidTime&) const = default;
};

// Nothing where no day can be made out for certain: two of them, one that is over, a weekday on
// that very day, "next friday" before this week's, "at 8" without morning or evening, an hour that
// the clocks skip. Hours without more are 9 to 12 before noon and 1 to 7 after it; day before
// month. `now` is this moment.
std::optional<SaidTime> read_datetime(const TimeWords& words, std::string_view text, Time now,
                                      const Zone& zone);

// The same of a text that speaks of other things as well: what is beside nothing of a time is
// passed over.
std::optional<SaidTime> read_datetime_among(const TimeWords& words, std::string_view text, Time now,
                                            const Zone& zone);

// Whether anything in it may be a day or an hour, made out or not: "mon or tues", "1430".
bool speaks_of_time(const TimeWords& words, std::string_view text);
// "The 4th", "first": of a month, or of something else.
bool says_day_of_month(const TimeWords& words, std::string_view text);

// "2026-11-24T14:00", or "2026-11-24" where no hour was said.
std::string write_datetime(const SaidTime& said);

}  // namespace kindbank::dialog
