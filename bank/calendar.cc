#include "bank/calendar.h"

#include <algorithm>
#include <cstdio>

namespace kindbank::bank {
namespace {

constexpr int work_begins = 9;
constexpr int work_ends = 17;

// "2026-12-25"
std::string date_of(const LocalTime& local) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", local.year, local.month, local.day);
  return text;
}

// That hour of the day that `time` is in, and of the next one: noon of a day is on it by every
// clock, whatever is put forward or back.
Time at_hour(const Town& town, Time time, int hour) {
  auto local = town.zone.to_local(time);
  local.hour = hour;
  local.minute = 0;
  return town.zone.to_utc(local);
}

Time next_noon(const Town& town, Time time) {
  return at_hour(town, at_hour(town, time, 12) + std::chrono::hours{24}, 12);
}

}  // namespace

bool is_today(const Town& town, Time now, const std::string& local_time) {
  const auto local = read_local_time(local_time);
  return local && date_of(*local) == date_of(town.zone.to_local(now));
}

bool is_working_day(const Town& town, const LocalTime& local) {
  constexpr int sunday = 0;
  constexpr int saturday = 6;
  return local.weekday != sunday && local.weekday != saturday &&
         town.holidays.count(date_of(local)) == 0;
}

Time in_working_time(const Town& town, Time time) {
  while (!is_working_day(town, town.zone.to_local(time)) || time >= at_hour(town, time, work_ends))
    time = at_hour(town, next_noon(town, time), work_begins);
  return std::max(time, at_hour(town, time, work_begins));
}

Time after_working_time(const Town& town, Time time, Duration span) {
  for (;;) {
    time = in_working_time(town, time);
    const auto left = at_hour(town, time, work_ends) - time;
    if (span <= left) return time + span;
    span -= left;
    time += left;
  }
}

Time after_working_days(const Town& town, Time time, int days) {
  time = in_working_time(town, time);
  for (; days > 0; --days) time = in_working_time(town, at_hour(town, time, work_ends));
  return at_hour(town, time, work_ends);
}

}  // namespace kindbank::bank
