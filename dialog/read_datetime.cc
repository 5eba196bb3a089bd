#include "dialog/read_datetime.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "dialog/read_said_day.h"
#include "dialog/read_said_hour.h"
#include "dialog/said_day.h"
#include "dialog/said_hour.h"
#include "dialog/time_among.h"
#include "dialog/time_marks.h"

namespace kindbank::dialog {
namespace {

using std::chrono::minutes;
using std::chrono::sys_days;
using Kind = TimeMark::Kind;

constexpr minutes midday{12 * 60};
constexpr minutes end_of_afternoon{18 * 60};
constexpr std::size_t none = 0;  // marks read

// What one stretch of the text says; a correction begins another.
struct Stretch {
  explicit Stretch(sys_days today) : day(today) {}

  SaidDay day;
  std::optional<SaidHour> hour;
  std::optional<PartOfDay> part;
  std::optional<minutes> from_now;  // "in half an hour"
  bool this_part = false;           // "this morning"

  bool says_something() const { return day.is_said() || hour || part || from_now; }
};

class WhenReader {
 public:
  WhenReader(std::vector<TimeMark> marks, const LocalTime& now)
      : marks_(std::move(marks)),
        today_(std::chrono::year{now.year} / now.month / now.day),
        now_(std::chrono::hours{now.hour} + minutes{now.minute}),
        said_(today_) {}

  // A day that was said, or today for an hour alone.
  struct When {
    sys_days day;
    std::optional<minutes> time;
    bool dated = true;
  };

  std::optional<When> read() {
    while (at_ < marks_.size() && !wrong_) {
      auto length = leave_out();
      if (length == none) length = read_one();
      if (length == none) {
        take_word();
        ++length;
      }
      at_ += length;
    }
    if (wrong_) return std::nullopt;
    if (!said_.says_something() && before_) said_ = *std::exchange(before_, std::nullopt);
    return settled();
  }

 private:
  MarkPlace place() const { return {marks_, at_}; }
  Kind kind(std::size_t ahead = 0) const { return place().kind(ahead); }
  const TimeMark& mark(std::size_t ahead = 0) const { return place().mark(ahead); }
  bool behind(Kind wanted) const { return place().behind(wanted); }

  // "Not friday": the day is no part of what is said, and neither is an hour alone.
  std::size_t leave_out() const {
    if (kind() != Kind::not_ || mark().value != 1) return none;
    std::size_t next = 1;
    while (kind(next) == Kind::on || kind(next) == Kind::the || kind(next) == Kind::next ||
           kind(next) == Kind::this_)
      ++next;
    const bool day = kind(next) == Kind::weekday || kind(next) == Kind::offset ||
                     kind(next) == Kind::date || kind(next) == Kind::named_day;
    return day ? next + 1 : none;
  }

  // "By friday", "after the 1st", "around friday": what stands before the day here.
  bool is_from_or_to() const {
    auto before = at_;
    while (before > 0 && marks_[before - 1].kind == Kind::the) --before;
    if (before == 0) return false;
    const auto& word = marks_[before - 1];
    return word.kind == Kind::after || word.kind == Kind::until || word.kind == Kind::between ||
           (word.kind == Kind::at && word.value > 1);
  }

  // The marks that the first reading which knows them has taken.
  std::size_t read_one() {
    if (is_from_or_to() &&
        (kind() == Kind::weekday || kind() == Kind::offset || kind() == Kind::date ||
         kind() == Kind::named_day || kind() == Kind::ordinal)) {
      wrong_ = true;  // "by friday" is no day to come on
      return 1;
    }
    const auto length = read_day();
    return length == none ? read_hour() : length;
  }

  std::size_t read_day() {
    const auto read = read_said_day(place(), week_, said_.day);
    if (read.length == none) return none;
    wrong_ |= read.wrong;
    week_ = read.week;
    if (read.from_now) said_.from_now = read.from_now;
    if (read.tonight) say_part(PartOfDay::evening);
    return read.length;
  }

  void take_word() {
    switch (kind()) {
      case Kind::sorry:
        if (said_.says_something()) before_ = said_;
        if (before_) said_ = Stretch(today_);
        break;
      case Kind::part:
        say_part(static_cast<PartOfDay>(mark().value));
        said_.this_part = behind(Kind::this_);
        break;
      case Kind::am:
        say_part(PartOfDay::morning);
        break;
      case Kind::pm:
        if (said_.part != PartOfDay::evening) say_part(PartOfDay::afternoon);
        break;
      case Kind::number:
      case Kind::ordinal:
      case Kind::clock:
      case Kind::not_:
      case Kind::every:
      case Kind::over:
      case Kind::midnight:
      case Kind::minute:
      case Kind::hour:
        // A number that was not made out, or a day that is not meant.
        wrong_ = true;
        break;
      case Kind::unsure:
        unsure_ = true;
        break;
      case Kind::half:
      case Kind::quarter:
        wrong_ |= kind(1) != Kind::day;  // of an hour that was not made out
        break;
      case Kind::to:
        wrong_ |= behind(Kind::at) || kind(1) == Kind::pm || kind(1) == Kind::am;  // "at 2", heard
        break;
      case Kind::week:
      case Kind::fortnight:
      case Kind::weekend:
        vague_ = true;
        wrong_ |= leads_to_date();  // "week commencing 30 nov"
        break;
      case Kind::month:
        vague_ = vague_month_ = true;
        break;
      case Kind::or_:
        wrong_ |= names_another_day() || (is_behind_day() && kind(1) == Kind::word);
        break;
      case Kind::ish:
        // "Friday ish", "a fortnight or so".
        wrong_ |=
            is_behind_day() || behind(Kind::week) || behind(Kind::fortnight) || behind(Kind::day);
        break;
      case Kind::until:
        wrong_ |= mark().value == 1 && said_.day.is_said() && !said_.hour;  // "friday onwards"
        break;
      default:
        break;
    }
  }

  bool is_behind_day() const {
    return behind(Kind::weekday) || behind(Kind::offset) || behind(Kind::date) ||
           behind(Kind::ordinal) || behind(Kind::named_day);
  }

  // "Friday or the day after", "or next week".
  bool names_another_day() const {
    std::size_t next = 1;
    while (kind(next) == Kind::the || kind(next) == Kind::on || kind(next) == Kind::in) ++next;
    return kind(next) == Kind::day || kind(next) == Kind::week || kind(next) == Kind::weekend ||
           kind(next) == Kind::after || kind(next) == Kind::next || kind(next) == Kind::every;
  }

  bool leads_to_date() const {
    std::size_t next = 1;
    while (kind(next) == Kind::of || kind(next) == Kind::the ||
           (kind(next) == Kind::word && at_ + next < marks_.size() && next < 3))
      ++next;
    return kind(next) == Kind::date || kind(next) == Kind::ordinal ||
           (kind(next) == Kind::number && kind(next + 1) == Kind::month);
  }

  void say_part(PartOfDay part) {
    if (said_.part && *said_.part != part) wrong_ = true;
    said_.part = part;
  }

  std::size_t read_hour() {
    const auto read = read_said_hour(place(), before_ && before_->hour);
    if (!read) return none;
    const bool another = said_.hour && (said_.hour->hour % 12 != read->hour.hour % 12 ||
                                        said_.hour->minute != read->hour.minute);
    const bool an_end = behind(Kind::at) && marks_[at_ - 1].value == 2;  // "before 12"
    if (another || read->ambiguous || an_end) wrong_ = true;
    said_.hour = read->hour;
    return read->length;
  }

  std::optional<When> settled() {
    if (said_.from_now) {
      if (said_.day.is_said() || said_.hour) return std::nullopt;
      const auto then = now_ + *said_.from_now;
      return When{today_ + std::chrono::floor<std::chrono::days>(then),
                  then % std::chrono::days{1}};
    }
    if (before_ && !said_.day.is_said()) said_.day = before_->day;
    if (before_ && !said_.hour && !said_.part) {
      said_.hour = before_->hour;
      said_.part = before_->part;
    }
    std::optional<minutes> time;
    if (said_.hour) {
      time = settle(*said_.hour, said_.part);
      if (!time) return std::nullopt;
    }
    const bool dated = said_.day.is_said() || said_.this_part;
    if (!said_.day.is_said()) {
      if (vague_ || unsure_ || week_ == SaidWeek::next || (!time && !said_.this_part))
        return std::nullopt;
      said_.day.say_offset(0);
    }
    if (vague_month_ && !said_.day.is_dated()) return std::nullopt;  // "a friday in march"
    const auto day = said_.day.day();
    if (!day || (*day == today_ && is_over(time))) return std::nullopt;
    return When{*day, time, dated};
  }

  bool is_over(std::optional<minutes> time) const {
    if (time) return *time <= now_;
    return (said_.part == PartOfDay::morning && now_ >= midday) ||
           (said_.part == PartOfDay::afternoon && now_ >= end_of_afternoon);
  }

  std::vector<TimeMark> marks_;
  sys_days today_;
  minutes now_;
  Stretch said_;
  std::optional<Stretch> before_;  // what was corrected
  std::size_t at_ = 0;
  SaidWeek week_ = SaidWeek::none;
  bool unsure_ = false;  // a day may have been said
  bool vague_month_ = false;
  bool vague_ = false;  // some time: "in december", "at the weekend"
  bool wrong_ = false;
};

LocalTime local_of(sys_days day, minutes time) {
  const std::chrono::year_month_day date{day};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(time.count() / 60),
          static_cast<int>(time.count() % 60),
          static_cast<int>(std::chrono::weekday{day}.c_encoding())};
}

std::optional<SaidTime> read_marks(std::vector<TimeMark> marks, Time now, const Zone& zone) {
  WhenReader reader(std::move(marks), zone.to_local(now));
  const auto read = reader.read();
  if (!read) return std::nullopt;
  SaidTime said{local_of(read->day, read->time.value_or(minutes{0})), read->time.has_value(),
                read->dated};
  if (said.timed && zone.to_local(zone.to_utc(said.at)) != said.at) return std::nullopt;
  return said;
}

}  // namespace

std::optional<SaidTime> read_datetime(const TimeWords& words, std::string_view text, Time now,
                                      const Zone& zone) {
  return read_marks(time_marks(words, text), now, zone);
}

std::optional<SaidTime> read_datetime_among(const TimeWords& words, std::string_view text, Time now,
                                            const Zone& zone) {
  return read_marks(time_among(time_marks(words, text)), now, zone);
}

// A number is an hour, or of a date, where what stands beside it says so.
bool speaks_of_time(const TimeWords& words, std::string_view text) {
  const auto marks = time_marks(words, text);
  const auto is_any = [](std::initializer_list<Kind> kinds, Kind kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  for (std::size_t at = 0; at < marks.size(); ++at) {
    const MarkPlace place{marks, at};
    const auto before = at > 0 ? marks[at - 1].kind : Kind::word;
    if (is_any({Kind::clock, Kind::date, Kind::weekday, Kind::offset, Kind::named_day,
                Kind::tonight, Kind::am, Kind::pm, Kind::weekend, Kind::oclock, Kind::noon},
               place.kind(0)) ||
        (place.kind(0) == Kind::ordinal && (marks[at].written || before == Kind::the)))
      return true;
    if (place.kind(0) == Kind::number &&
        (is_any({Kind::at, Kind::after, Kind::between, Kind::until, Kind::half, Kind::past,
                 Kind::month},
                before) ||
         is_any({Kind::ish, Kind::part, Kind::past, Kind::month}, place.kind(1))))
      return true;
  }
  return false;
}

bool says_day_of_month(const TimeWords& words, std::string_view text) {
  const auto marks = time_marks(words, text);
  return std::any_of(marks.begin(), marks.end(),
                     [](const TimeMark& mark) { return mark.kind == Kind::ordinal; });
}

std::string write_datetime(const SaidTime& said) {
  std::array<char, 64> text{};
  const auto& at = said.at;
  std::snprintf(text.data(), text.size(),
                said.timed ? "%04d-%02d-%02dT%02d:%02d" : "%04d-%02d-%02d", at.year, at.month,
                at.day, at.hour, at.minute);
  return text.data();
}

}  // namespace kindbank::dialog
