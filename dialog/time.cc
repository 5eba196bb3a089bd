#include "dialog/time.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace kindbank {
namespace {

using std::chrono::days;

constexpr Duration longest = days{36525};

constexpr std::array<const char*, 7> day_names = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> month_names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<Duration> unit(char letter) {
  switch (letter) {
    case 's':
      return std::chrono::seconds{1};
    case 'm':
      return std::chrono::minutes{1};
    case 'h':
      return std::chrono::hours{1};
    case 'd':
      return days{1};
    case 'w':
      return std::chrono::weeks{1};
    default:
      return std::nullopt;
  }
}

// Exactly `count` digits at the front of `text`, which loses them.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (std::size_t at = 0; at < count; ++at) {
    if (!is_digit(text[at])) return std::nullopt;
    number = number * 10 + (text[at] - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

std::chrono::sys_days day_of(const LocalTime& local) {
  return std::chrono::sys_days{std::chrono::year{local.year} /
                               std::chrono::month{static_cast<unsigned>(local.month)} /
                               std::chrono::day{static_cast<unsigned>(local.day)}};
}

LocalTime read_clock(Time time) {
  const auto midnight = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date{midnight};
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time - midnight).count();
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day())),
          .hour = static_cast<int>(minutes / 60),
          .minute = static_cast<int>(minutes % 60),
          .weekday = static_cast<int>(std::chrono::weekday{midnight}.c_encoding())};
}

Time set_clock(const LocalTime& local) {
  return day_of(local) + std::chrono::hours{local.hour} + std::chrono::minutes{local.minute};
}

}  // namespace

std::optional<Duration> read_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  Duration total{};
  while (!text.empty()) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || count < 0 || !is_digit(text.front())) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) return std::nullopt;
    const auto one = unit(text.front());
    if (!one || count > longest / *one) return std::nullopt;
    text.remove_prefix(1);
    total += *one * count;
    if (total > longest) return std::nullopt;
  }
  return total;
}

std::optional<LocalTime> read_local_time(std::string_view text) {
  LocalTime local;
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  local.year = *year;
  local.month = *month;
  local.day = *day;
  if (!text.empty()) {
    if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
    const auto hour = take_number(text, 2);
    if (!hour || !take(text, ':')) return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || !text.empty() || *hour > 23 || *minute > 59) return std::nullopt;
    local.hour = *hour;
    local.minute = *minute;
  }
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  local.weekday = static_cast<int>(std::chrono::weekday{day_of(local)}.c_encoding());
  return local;
}

std::string say_hour(const LocalTime& local) {
  if (local.minute == 0 && local.hour == 12) return "noon";
  if (local.minute == 0 && local.hour == 0) return "midnight";
  std::string said = std::to_string(local.hour % 12 == 0 ? 12 : local.hour % 12);
  if (local.minute != 0) {
    said += local.minute < 10 ? ".0" : ".";
    said += std::to_string(local.minute);
  }
  return said + (local.hour < 12 ? "am" : "pm");
}

std::string say_day(const LocalTime& local) {
  return std::string{day_names.at(static_cast<std::size_t>(local.weekday))} + " " +
         std::to_string(local.day) + " " +
         month_names.at(static_cast<std::size_t>(local.month - 1));
}

std::string say_day_and_hour(const LocalTime& local) {
  return say_day(local) + ", " + say_hour(local);
}

std::string say_utc(Time time) {
  const LocalTime clock = read_clock(time);
  const auto in_minute =
      (time - std::chrono::floor<std::chrono::minutes>(time)).count();  // milliseconds
  std::array<char, 64> said{};
  std::snprintf(said.data(), said.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", clock.year,
                clock.month, clock.day, clock.hour, clock.minute,
                static_cast<int>(in_minute / 1000), static_cast<int>(in_minute % 1000));
  return said.data();
}

std::optional<Time> read_utc(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00.000Z";
  if (text.size() != shape.size()) return std::nullopt;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (shape[i] == '0' ? !is_digit(text[i]) : text[i] != shape[i]) return std::nullopt;
  const auto minute = read_local_time(text.substr(0, 16));
  if (!minute) return std::nullopt;
  const auto seconds = (text[17] - '0') * 10 + (text[18] - '0');
  const auto millis = (text[20] - '0') * 100 + (text[21] - '0') * 10 + (text[22] - '0');
  if (seconds > 59) return std::nullopt;
  return set_clock(*minute) + std::chrono::seconds(seconds) + Duration(millis);
}

Zone utc_zone() { return {read_clock, set_clock}; }

}  // namespace kindbank
