#include "dialog/said_day.h"

namespace kindbank::dialog {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::weeks;
using std::chrono::year_month_day;

constexpr days slip{31};  // a date that was so lately is more likely mistyped than a year ahead

std::optional<sys_days> valid(int year, int month, int day) {
  const year_month_day date{std::chrono::year{year},
                            std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date};
}

int year_of(sys_days day) { return static_cast<int>(year_month_day{day}.year()); }

// Gauss's rule, in the form of Meeus, Jones and Butcher.
sys_days easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int e = b % 4;
  const int g = (8 * b + 13) / 25;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int i = c / 4;
  const int l = (32 + 2 * e + 2 * i - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int sum = h + l - 7 * m + 114;
  return *valid(year, sum / 31, sum % 31 + 1);
}

std::optional<sys_days> named(NamedDay day, int year) {
  switch (day) {
    case NamedDay::christmas_eve:
      return valid(year, 12, 24);
    case NamedDay::christmas:
      return valid(year, 12, 25);
    case NamedDay::boxing_day:
      return valid(year, 12, 26);
    case NamedDay::new_years_eve:
      return valid(year, 12, 31);
    case NamedDay::new_years_day:
      return valid(year, 1, 1);
    case NamedDay::halloween:
      return valid(year, 10, 31);
    case NamedDay::bonfire_night:
      return valid(year, 11, 5);
    case NamedDay::good_friday:
      return easter(year) - days{2};
    case NamedDay::easter_sunday:
      return easter(year);
    case NamedDay::easter_monday:
      return easter(year) + days{1};
  }
  return std::nullopt;
}

sys_days monday_of(sys_days day) { return day - days{(weekday{day}.c_encoding() + 6) % 7}; }

// The next day that `in_year` gives; nothing where it gives none, or the last is a slip away.
template <class InYear>
std::optional<sys_days> next_of(sys_days today, const InYear& in_year) {
  const int year = year_of(today);
  for (const int past : {year, year - 1}) {
    const auto last = in_year(past);
    if (last && *last < today && today - *last <= slip) return std::nullopt;
  }
  const auto now = in_year(year);
  if (now && *now >= today) return now;
  return in_year(year + 1);
}

}  // namespace

void SaidDay::say(std::optional<sys_days> day) {
  if (!day || (day_ && *day_ != *day)) wrong_ = true;
  day_ = day;
}

void SaidDay::say_weekday(int weekday, Which which) {
  if (weekday_ && *weekday_ != weekday) wrong_ = true;
  weekday_ = weekday;
  if (which != Which::bare) which_ = which;
}

void SaidDay::say_date(int day, int month, int year) {
  if (day < 1 || day > 31 || month < 1 || month > 12) return say(std::nullopt);
  constexpr int years_ahead = 2;  // "3/4/50" was a birthday
  if (year != 0)
    return say(year > year_of(today_) + years_ahead ? std::nullopt : valid(year, month, day));
  const year_month_day now{today_};
  const bool ahead = std::chrono::month_day{std::chrono::month{static_cast<unsigned>(month)},
                                            std::chrono::day{static_cast<unsigned>(day)}} >=
                     now.month() / now.day();
  // "29 feb", heard in January of a year that has none, is a mistake; not one three years ahead.
  if (ahead && !valid(static_cast<int>(now.year()), month, day)) return say(std::nullopt);
  say(next_of(today_, [&](int in) { return valid(in, month, day); }));
}

void SaidDay::say_day_of_month(int day) {
  const year_month_day now{today_};
  for (int ahead = 0; ahead < 3; ++ahead) {
    const auto month = now.year() / now.month() + std::chrono::months{ahead};
    const auto found = valid(static_cast<int>(month.year()),
                             static_cast<int>(static_cast<unsigned>(month.month())), day);
    if (found && *found >= today_) return say(found);
  }
  say(std::nullopt);
}

void SaidDay::say_day_of_this_month(int day) {
  const year_month_day now{today_};
  say(valid(static_cast<int>(now.year()), static_cast<int>(static_cast<unsigned>(now.month())),
            day));
}

void SaidDay::say_offset(int days_ahead) { say(today_ + days{days_ahead}); }

void SaidDay::say_named(NamedDay day) {
  say(next_of(today_, [&](int year) { return named(day, year); }));
}

std::optional<sys_days> SaidDay::day() const {
  if (wrong_ || (!day_ && !weekday_)) return std::nullopt;
  if (day_) {
    if (*day_ < today_) return std::nullopt;
    if (weekday_ && static_cast<int>(weekday{*day_}.c_encoding()) != *weekday_) return std::nullopt;
    return *day_ + weeks{weeks_};
  }
  const int now = static_cast<int>(weekday{today_}.c_encoding());
  const int ahead = (*weekday_ - now + 7) % 7;
  if (which_ == Which::bare) {
    if (ahead == 0 && weeks_ == 0) return std::nullopt;
    return today_ + days{ahead} + weeks{weeks_};
  }
  const auto this_week = monday_of(today_) + days{(*weekday_ + 6) % 7};
  if (which_ == Which::of_this_week)
    return this_week > today_ ? std::optional(this_week + weeks{weeks_}) : std::nullopt;
  if (which_ == Which::next && this_week > today_) return std::nullopt;
  return this_week + weeks{1 + weeks_};
}

}  // namespace kindbank::dialog
