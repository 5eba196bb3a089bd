#include "bot/zone.h"

#include <date/tz.h>

#include <exception>

namespace kindbank::bot {
namespace {

LocalTime read_clock(const date::time_zone& zone, Time time) {
  const auto local = zone.to_local(time);
  const auto midnight = date::floor<date::days>(local);
  const date::year_month_day day{midnight};
  const date::hh_mm_ss clock{date::floor<std::chrono::minutes>(local - midnight)};
  return {.year = static_cast<int>(day.year()),
          .month = static_cast<int>(static_cast<unsigned>(day.month())),
          .day = static_cast<int>(static_cast<unsigned>(day.day())),
          .hour = static_cast<int>(clock.hours().count()),
          .minute = static_cast<int>(clock.minutes().count()),
          .weekday = static_cast<int>(date::weekday{midnight}.c_encoding())};
}

// Of a doubled hour the first, of a skipped one the end.
Time set_clock(const date::time_zone& zone, const LocalTime& clock) {
  const date::local_time<Duration> local =
      date::local_days{date::year{clock.year} / clock.month / clock.day} +
      std::chrono::hours{clock.hour} + std::chrono::minutes{clock.minute};
  const date::local_info info = zone.get_info(local);
  if (info.result == date::local_info::nonexistent) return info.first.end;
  return Time{local.time_since_epoch() - info.first.offset};
}

}  // namespace

Result<Zone> load_zone(const std::string& name) {
  try {
    const date::time_zone* zone = date::locate_zone(name);  // lives as long as the program
    return Zone{[zone](Time time) { return read_clock(*zone, time); },
                [zone](const LocalTime& clock) { return set_clock(*zone, clock); }};
  } catch (const std::exception&) {
    return fail("the system knows no time zone '" + name + "'");
  }
}

}  // namespace kindbank::bot
