#include "dialog/read_said_day.h"

#include <array>
#include <utility>

namespace kindbank::dialog {
namespace {

using std::chrono::minutes;
using Kind = TimeMark::Kind;
using Which = SaidDay::Which;

constexpr std::size_t no_day = 0;  // marks read

class DayReader {
 public:
  DayReader(const MarkPlace& place, SaidWeek week, SaidDay& day) : place_(place), day_(day) {
    read_.week = week;
  }

  DayRead read() {
    constexpr std::array<Reading, 4> readings = {&DayReader::read_distance, &DayReader::read_date,
                                                 &DayReader::read_weekday,
                                                 &DayReader::read_plain_day};
    for (const auto reading : readings)
      if (const auto length = (this->*reading)()) {
        read_.length = length;
        break;
      }
    return read_;
  }

 private:
  using Reading = std::size_t (DayReader::*)();

  Kind kind(std::size_t ahead = 0) const { return place_.kind(ahead); }
  const TimeMark& mark(std::size_t ahead = 0) const { return place_.mark(ahead); }
  bool behind(Kind wanted) const { return place_.behind(wanted); }

  bool is_hour_unit(std::size_t ahead) const {
    return kind(ahead) == Kind::hour ||
           (kind(ahead) == Kind::at && place_.at + ahead < place_.marks.size() &&
            mark(ahead).value == 1);
  }

  // "in 2 weeks", "in half an hour", "a week on friday", "2 weeks today", "week on tues".
  std::size_t read_distance() {
    std::size_t next = 0;
    const bool in = kind() == Kind::in;
    if (in) ++next;
    if (in && kind(next) == Kind::at && !is_hour_unit(next)) ++next;
    if (in && kind(next) == Kind::the && kind(next + 1) == Kind::half) ++next;
    const bool half = kind(next) == Kind::half;
    if (half) ++next;
    while (half && kind(next) == Kind::of) ++next;
    int count = 1;
    if (kind(next) == Kind::number || (kind(next) == Kind::the && mark(next).value == 1))
      count = mark(next++).value;
    if (in && is_hour_unit(next)) {
      read_.from_now = half ? minutes{30} : minutes{60 * count};
      if (kind(next + 1) != Kind::and_) return next + 1;
      read_.wrong = half || kind(next + 2) != Kind::the || kind(next + 3) != Kind::half;
      *read_.from_now += minutes{30};  // "and a half"
      return next + 4;
    }
    if (in && !half && kind(next) == Kind::minute) {
      read_.from_now = minutes{count};
      return next + 1;
    }
    if (half || count < 1 || count > 60) return no_day;
    int weeks = 0;
    if (kind() == Kind::week && behind(Kind::this_)) {
      read_.week = SaidWeek::this_;
      return 1;
    }
    if (kind(next) == Kind::week && kind(next + 1) == Kind::after &&
        kind(next + 2) != Kind::offset)  // "a week from today"
      return no_day;
    if (kind(next) == Kind::week) weeks = count;
    if (kind(next) == Kind::fortnight) weeks = 2 * count;
    const bool from_now =
        (kind(next) == Kind::day || kind(next) == Kind::week) && mark(next).value == 1;
    const bool days = kind(next) == Kind::day && (in || from_now);
    if (weeks == 0 && !days) return no_day;
    ++next;
    std::size_t skipped = next;
    while (kind(skipped) == Kind::on || kind(skipped) == Kind::the ||
           kind(skipped) == Kind::after || kind(skipped) == Kind::next)
      ++skipped;
    const bool on_a_day = kind(skipped) == Kind::weekday || kind(skipped) == Kind::offset;
    if (days) {
      day_.say_offset(count);
    } else if (on_a_day || day_.is_said()) {
      day_.shift_weeks(weeks);
      return on_a_day ? skipped : next;
    } else if (in || from_now) {
      day_.say_offset(7 * weeks);
    } else {
      return no_day;
    }
    return next;
  }

  // "3 dec", "dec 3rd", "the 3rd", "3/12", "tuesday the first", each perhaps with a year.
  std::size_t read_date() {
    if (kind() == Kind::date) {
      const auto& date = mark();
      day_.say_date(date.value / 100, date.value % 100, date.more);
      return 1;
    }
    if (kind() == Kind::month && is_day_number(kind(1) == Kind::the ? 2 : 1)) {
      const std::size_t day = kind(1) == Kind::the ? 2 : 1;
      const auto [year, length] = year_at(day + 1);
      day_.say_date(mark(day).value, mark().value, year);
      return day + 1 + length;
    }
    if (!is_day_number(0)) return no_day;
    const std::size_t month = kind(1) == Kind::of ? 2 : 1;
    if (kind(month) == Kind::month) {
      const auto [year, length] = year_at(month + 1);
      day_.say_date(mark().value, mark(month).value, year);
      if (kind(month + 1 + length) == Kind::week) read_.wrong = true;  // "7 dec week"
      return month + 1 + length;
    }
    if (kind() != Kind::ordinal) return no_day;
    if (kind(1) == Kind::week) read_.wrong = true;  // "1st week"
    const bool written_out = !mark().written;
    const bool the_day = behind(Kind::the) && place_.marks[place_.at - 1].value == 0;
    if (written_out && !the_day) return behind(Kind::weekday) ? 1 : no_day;
    const bool of_something =
        place_.at + 1 < place_.marks.size() &&
        (kind(1) == Kind::word || (kind(1) == Kind::number && mark(1).value == 1));
    if (written_out && of_something) return no_day;       // "the first you can", "the second one"
    if (kind(1) == Kind::of && kind(2) == Kind::this_) {  // month
      day_.say_day_of_this_month(mark().value);
    } else {
      day_.say_day_of_month(mark().value);
    }
    return 1;
  }

  static bool is_no_hour(int number) { return number >= 24 && number <= 31; }

  bool is_day_number(std::size_t ahead) const {
    return (kind(ahead) == Kind::number || kind(ahead) == Kind::ordinal) &&
           mark(ahead).value >= 1 && mark(ahead).value <= 31;
  }

  std::pair<int, std::size_t> year_at(std::size_t ahead) const {
    // 1900 to 2019 are over as years; as hours they are seldom meant.
    const bool year =
        kind(ahead) == Kind::number && mark(ahead).value >= 1900 && mark(ahead).value < 2100;
    return year ? std::pair(mark(ahead).value, std::size_t{1}) : std::pair(0, no_day);
  }

  // "One friday": not at one o'clock.
  bool is_some_day() const {
    if (!behind(Kind::number)) return false;
    const auto& number = place_.marks[place_.at - 1];
    return number.value == 1 && !number.written &&
           (place_.at < 2 || place_.marks[place_.at - 2].kind == Kind::word);
  }

  std::size_t read_weekday() {
    if (kind() != Kind::weekday) return no_day;
    std::size_t length = 1;
    auto which = behind(Kind::next) ? Which::next : Which::bare;
    if (behind(Kind::over) || behind(Kind::every) || kind(1) == Kind::over) read_.wrong = true;
    if (behind(Kind::the) && place_.marks[place_.at - 1].value == 1)
      read_.wrong = true;  // "on a sunday"
    if (is_some_day()) read_.wrong = true;
    const bool one_of_them = kind(1) == Kind::next || kind(1) == Kind::this_ ||
                             behind(Kind::next) || behind(Kind::this_);
    if (mark().more == 1 && !one_of_them) read_.wrong = true;            // "fridays"
    if (kind(length) == Kind::next && kind(length + 1) != Kind::week) {  // "lunea viitoare"
      which = Which::next;
      ++length;
    }
    std::size_t week = length;
    while (kind(week) == Kind::of || kind(week) == Kind::on) ++week;
    if (kind(week) == Kind::next && kind(week + 1) == Kind::week) {
      which = Which::of_next_week;
      length = week + 2;
    } else if (kind(length) == Kind::this_ && kind(length + 1) == Kind::week) {
      which = Which::of_this_week;
      length += 2;
    } else if (kind(length) == Kind::week) {
      day_.shift_weeks(1);
      ++length;
    } else if (kind(length) == Kind::fortnight) {
      day_.shift_weeks(2);
      ++length;
    }
    if (kind(length) == Kind::after && kind(length + 1) == Kind::next) read_.wrong = true;
    if (kind(length) == Kind::past && kind(length + 1) != Kind::number) read_.wrong = true;
    if (read_.week == SaidWeek::next) which = Which::of_next_week;
    if (read_.week == SaidWeek::this_) which = Which::of_this_week;
    day_.say_weekday(mark().value, which);
    if (kind(length) == Kind::number && mark(length).written && is_no_hour(mark(length).value) &&
        kind(length + 1) != Kind::month) {
      day_.say_day_of_month(mark(length).value);  // "thurs 26"
      ++length;
    }
    return length;
  }

  // Today, tomorrow, a day with a name, and a week that only a weekday makes a day of.
  std::size_t read_plain_day() {
    if (kind() == Kind::offset) {
      day_.say_offset(mark().value);
      if (kind(1) != Kind::week) return 1;
      day_.shift_weeks(1);
      return 2;
    }
    if (kind() == Kind::tonight) {
      day_.say_offset(0);
      read_.tonight = true;
      return 1;
    }
    if (kind() == Kind::named_day) {
      day_.say_named(static_cast<NamedDay>(mark().value));
      return 1;
    }
    if (kind() == Kind::next && kind(1) == Kind::week) {
      read_.week = SaidWeek::next;
      return 2;
    }
    return no_day;
  }

  const MarkPlace& place_;
  SaidDay& day_;
  DayRead read_;
};

}  // namespace

DayRead read_said_day(const MarkPlace& place, SaidWeek week, SaidDay& day) {
  return DayReader(place, week, day).read();
}

}  // namespace kindbank::dialog
