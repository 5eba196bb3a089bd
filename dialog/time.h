// Time as the whole house uses it: milliseconds of UTC, handed in as an argument. Only main, the
// sender and the clock ask what time it is. What a person reads is local time, and a Zone (made in
// bot/zone.cc from the system's time zone database) goes between the two.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kindbank {

using Duration = std::chrono::milliseconds;
using Time = std::chrono::sys_time<Duration>;

inline std::int64_t to_millis(Time time) { return time.time_since_epoch().count(); }
inline Time from_millis(std::int64_t millis) { return Time{Duration{millis}}; }

// "90s", "30m", "24h", "2d", "6w"; several may follow each other ("1h30m"). Nothing for anything
// else, for a negative span and for one over a hundred years.
std::optional<Duration> read_duration(std::string_view text);

// A wall clock's reading; weekday 0 is Sunday.
struct LocalTime {
  int year = 1970;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int weekday = 4;
  bool operator==(const LocalTime&) const = default;
};

// "2026-11-24T10:00" (or with a space, or without the hour: midnight). The weekday is worked out.
std::optional<LocalTime> read_local_time(std::string_view text);

// As a person reads it: "10am", "2.30pm", "noon"; "Tue 24 Nov"; "Tue 24 Nov, 2pm".
std::string say_hour(const LocalTime& local);
std::string say_day(const LocalTime& local);
std::string say_day_and_hour(const LocalTime& local);

// "2026-11-24T10:00:00.000Z", for logs and exports.
std::string say_utc(Time time);
// What say_utc wrote; nothing for anything else.
std::optional<Time> read_utc(std::string_view text);

struct Zone {
  std::function<LocalTime(Time)> to_local;
  std::function<Time(const LocalTime&)>
      to_utc;  // of a doubled hour the first, of a skipped one the end
};

Zone utc_zone();

}  // namespace kindbank
