// The day that somebody means, from what they said of it: a weekday, a date, a distance, a name.
#pragma once

#include <chrono>
#include <optional>

#include "dialog/time_marks.h"

namespace kindbank::dialog {

class SaidDay {
 public:
  explicit SaidDay(std::chrono::sys_days today) : today_(today) {}

  // "tuesday", "next tuesday", "tuesday this week", "tuesday next week"
  enum class Which { bare, next, of_this_week, of_next_week };

  void say_weekday(int weekday, Which which);  // 0 is Sunday
  // Year 0: the next such date, and none where the last was within a month: that is a slip.
  void say_date(int day, int month, int year);
  void say_day_of_month(int day);  // "the 3rd"
  void say_day_of_this_month(int day);
  void say_offset(int days);
  void say_named(NamedDay day);
  void shift_weeks(int weeks) { weeks_ += weeks; }  // "a week on ..."

  bool is_said() const { return wrong_ || day_ || weekday_; }
  bool is_dated() const { return day_.has_value(); }  // by more than a weekday
  // Nothing where two days were said, or one that is over or that there is not.
  std::optional<std::chrono::sys_days> day() const;

 private:
  void say(std::optional<std::chrono::sys_days> day);

  std::chrono::sys_days today_;
  std::optional<std::chrono::sys_days> day_;
  std::optional<int> weekday_;
  Which which_ = Which::bare;
  int weeks_ = 0;
  bool wrong_ = false;
};

}  // namespace kindbank::dialog
