// A text about a time as its marks: what each word or number in it means for a date or an hour, in
// English and in the language that is spoken ("half 3 on tues" is half, number 3, weekday 2).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

enum class PartOfDay { morning, afternoon, evening };

// A day that has a name. Those from easter_sunday on move with the moon.
enum class NamedDay {
  christmas_eve,
  christmas,
  boxing_day,
  new_years_eve,
  new_years_day,
  halloween,
  bonfire_night,
  good_friday,
  easter_sunday,
  easter_monday,
};

struct TimeMark {
  enum class Kind {
    word,       // says nothing about a time
    number,     // value; `written` as digits; more 1: with a zero before it
    ordinal,    // value: "3rd", "third"; `written` as digits
    clock,      // value: minutes of the day; more 1: with a zero before it
    date,       // value: day * 100 + month, year in `more`, or 0
    weekday,    // value: 0 is Sunday
    month,      // value: 1 to 12
    offset,     // value: days from today; negative for what is over
    named_day,  // value: NamedDay
    part,       // value: PartOfDay
    tonight,    // today, and evening
    am,
    pm,
    minute,
    hour,
    day,  // value 1: from now, "3 days time"; of weeks, too
    week,
    fortnight,
    weekend,
    half,     // half past, also without "past"; behind the hour in Romanian
    half_to,  // Polish and German count towards the hour
    quarter,
    past,
    to,     // value: minutes that it names itself
    at,     // value 1: "ora", an hour of length, too; 2: an end ("by", "before"); 3: "about"
    after,  // a beginning, too: "after 5", "from 10"
    between,
    and_,
    until,  // value 1: "onwards", without an end
    in,
    on,
    the,  // value 1: "a", "one" of what follows
    of,
    next,
    this_,
    every,
    over,  // "last", "gone", "ago"
    oclock,
    ish,
    noon,
    midnight,
    or_,
    not_,    // value 1: and the day behind it is left out of what is said, "not friday"
    unsure,  // as good as a day, misspelt too far
    sorry,   // what follows corrects what was said
    thing,   // "first thing"
  };
  Kind kind = Kind::word;
  int value = 0;
  int more = 0;
  bool written = false;  // in digits

  bool operator==(const TimeMark&) const = default;
};

// A place among marks; behind the last there are only words.
struct MarkPlace {
  const std::vector<TimeMark>& marks;
  std::size_t at = 0;

  TimeMark::Kind kind(std::size_t ahead) const {
    return at + ahead < marks.size() ? marks[at + ahead].kind : TimeMark::Kind::word;
  }
  const TimeMark& mark(std::size_t ahead) const { return marks[at + ahead]; }  // where there is one
  bool behind(TimeMark::Kind wanted) const { return at > 0 && marks[at - 1].kind == wanted; }
};

class TimeWords;

std::vector<TimeMark> time_marks(const TimeWords& words, std::string_view text);

}  // namespace kindbank::dialog
