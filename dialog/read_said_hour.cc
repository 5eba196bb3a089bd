#include "dialog/read_said_hour.h"

namespace kindbank::dialog {
namespace {

using Half = SaidHour::Half;
using Kind = TimeMark::Kind;

constexpr std::size_t no_marks = 0;

class HourReader {
 public:
  HourReader(const MarkPlace& place, bool corrects) : place_(place), corrects_(corrects) {}

  std::optional<HourRead> read() {
    const bool window = behind(Kind::between) || behind(Kind::after);
    SaidHour said;
    auto length = hour_at(0, window, said);
    if (length == no_marks) return std::nullopt;
    std::size_t next = length;
    const bool joined = (kind(next) == Kind::until && mark(next).value == 0) ||
                        kind(next) == Kind::to || (kind(next) == Kind::and_ && window);
    if (joined) {
      if (kind(next + 1) == Kind::at) ++next;
      SaidHour end;
      const auto more = hour_at(next + 1, true, end);
      if (more == no_marks) return std::nullopt;
      if (said.half == Half::open && end.half == Half::pm && said.hour < end.hour && end.hour <= 12)
        said.half = end.hour == 12 ? Half::am : Half::pm;
      length = next + 1 + more;
    }
    return HourRead{said, length, ambiguous_};
  }

 private:
  Kind kind(std::size_t ahead) const { return place_.kind(ahead); }
  const TimeMark& mark(std::size_t ahead) const { return place_.mark(ahead); }
  bool behind(Kind wanted) const { return place_.behind(wanted); }

  // One hour from `from` on, with its am or pm.
  std::size_t hour_at(std::size_t from, bool certain_place, SaidHour& said) {
    auto length = spoken_hour(from, said);
    if (length == no_marks) length = plain_hour(from, certain_place, said);
    if (length == no_marks) return no_marks;
    auto next = from + length;
    while (kind(next) == Kind::oclock || kind(next) == Kind::ish) ++next;
    if (kind(next) == Kind::am || kind(next) == Kind::pm) {
      said.half = kind(next) == Kind::am ? Half::am : Half::pm;
      ++next;
    }
    return next - from;
  }

  // "half 3", "quarter past 10", "ten to four", "wpol do trzeciej", "3 si jumatate", noon.
  std::size_t spoken_hour(std::size_t from, SaidHour& said) {
    const auto hour = [&](std::size_t ahead) {
      return kind(ahead) == Kind::number && mark(ahead).value >= 1 && mark(ahead).value <= 12;
    };
    if (kind(from) == Kind::noon) {
      said = {12, 0, Half::certain};
      return 1;
    }
    if (kind(from) == Kind::half_to && hour(from + 1)) {
      said = {(mark(from + 1).value + 10) % 12 + 1, 30, Half::open};
      return 2;
    }
    if (kind(from) == Kind::half) {
      const std::size_t number = kind(from + 1) == Kind::past ? from + 2 : from + 1;
      if (!hour(number)) return no_marks;
      said = {mark(number).value, 30, Half::open};
      return number - from + 1;
    }
    if (hour(from) && kind(from + 1) == Kind::half && kind(from + 2) != Kind::number) {
      said = {mark(from).value, 30, Half::open};
      return 2;
    }
    if (hour(from) && kind(from + 1) == Kind::quarter) {
      said = {mark(from).value, 15, Half::open};
      return 2;
    }
    if (hour(from) && kind(from + 1) == Kind::to && mark(from + 1).value > 0) {
      said = before(mark(from).value, mark(from + 1).value);
      return 2;
    }
    if (const auto length = before_the_hour(from, said)) return length;
    return around_the_hour(from, said);
  }

  // "Za kwadrans piata", "za dziesiec piata".
  std::size_t before_the_hour(std::size_t from, SaidHour& said) {
    const auto next = kind(from) == Kind::in ? from + 1 : from;
    const bool counted = next > from && kind(next) == Kind::number && mark(next).value < 30;
    const bool named = kind(next) == Kind::to && mark(next).value > 0;
    if (!(counted || named) || kind(next + 1) != Kind::number) return no_marks;
    const auto& hour = mark(next + 1);
    if (hour.value < 1 || hour.value > 12 || hour.written) return no_marks;
    said = before(hour.value, mark(next).value);
    return next + 2 - from;
  }

  static SaidHour before(int hour, int by) { return {(hour + 10) % 12 + 1, 60 - by, Half::open}; }

  std::size_t around_the_hour(std::size_t from, SaidHour& said) {
    std::size_t next = from;
    if (kind(next) == Kind::the) ++next;
    int minute = 0;
    if (kind(next) == Kind::quarter) minute = 15;
    if (kind(next) == Kind::number) minute = mark(next).value;
    if (minute <= 0 || minute >= 30) return no_marks;
    const bool in_digits = kind(next) == Kind::number && mark(next).written;
    ++next;
    if (kind(next) == Kind::minute) ++next;
    const bool past = kind(next) == Kind::past;
    const bool quarter_2 = kind(from) == Kind::quarter && kind(next) == Kind::number &&
                           mark(next).value == 2;  // a figure for a word: "quarter 2 3"
    if (!past && !quarter_2 && kind(next) != Kind::to) return no_marks;
    ++next;
    if (kind(next) != Kind::number || mark(next).value < 1 || mark(next).value > 12)
      return no_marks;
    // "10 to 12" may be two hours, "10 to 4" as well; "5 to 3" and "ten to four" are not, and "9 to
    // 11" is nothing else.
    const bool two_hours = !past && in_digits && minute == 10;
    const bool only_hours = !past && in_digits && minute <= 12 && minute % 5 != 0;
    if (only_hours || (two_hours && behind(Kind::after))) return no_marks;
    if (two_hours) ambiguous_ = true;
    said = past ? SaidHour{mark(next).value, minute, Half::open} : before(mark(next).value, minute);
    return next - from + 1;
  }

  // "14:30", "2pm", "at 2", "mon 10", "1430 hrs"; a number alone is none.
  std::size_t plain_hour(std::size_t from, bool certain_place, SaidHour& said) {
    if (kind(from) == Kind::clock) {
      const auto half = mark(from).more == 1 ? Half::certain : Half::open;
      said = {mark(from).value / 60, mark(from).value % 60, half};
      return kind(from + 1) == Kind::hour ? 2 : 1;
    }
    if (kind(from) != Kind::number) return no_marks;
    int hour = mark(from).value;
    int minute = 0;
    if (hour >= 1 && hour <= 12 && kind(from + 1) == Kind::number) {  // "two thirty"
      const auto& second = mark(from + 1);
      const bool same_hand = mark(from).written == second.written;
      if (!same_hand || second.value < 10 || second.value > 59 || second.value % 5 != 0)
        return no_marks;
      said = {hour, second.value, Half::open};
      return 2;
    }
    if (hour >= 100 && hour <= 2359) {
      minute = hour % 100;
      hour /= 100;
    }
    const bool on_the_clock = mark(from).value >= 100;  // "1400 hrs"
    if (hour > 23 || minute > 59 || mark(from).value == 0) return no_marks;
    const auto next = kind(from + 1);
    const bool announced =
        behind(Kind::at) || behind(Kind::after) || (behind(Kind::sorry) && corrects_);
    const bool in_part = next == Kind::in && kind(from + 2) == Kind::the &&
                         kind(from + 3) == Kind::part;  // "8 in the morning"
    const bool told = (on_the_clock && next == Kind::hour) || next == Kind::am ||
                      next == Kind::pm || next == Kind::oclock || next == Kind::ish ||
                      next == Kind::until || in_part ||
                      (next == Kind::to && kind(from + 2) == Kind::number);
    const bool beside_a_day =
        from == 0 && place_.at > 0 && is_day(place_.marks[place_.at - 1].kind);
    const bool before_a_day =
        from == 0 &&
        (is_day(next) || (next == Kind::on && is_day(kind(kind(2) == Kind::the ? 3 : 2)))) &&
        next != Kind::month;
    if (!(certain_place || announced || told || beside_a_day || before_a_day)) return no_marks;
    // "Free 4 friday" may be for Friday.
    const bool behind_a_word = place_.at > 0 && behind(Kind::word);
    if (hour == 4 && mark(from).written && before_a_day && behind_a_word && !announced && !told)
      ambiguous_ = true;
    if (next == Kind::minute || next == Kind::week || next == Kind::day) return no_marks;
    if (next == Kind::hour && !announced && !on_the_clock && !(beside_a_day && hour > 12))
      return no_marks;
    said = {hour, minute, mark(from).more == 1 ? Half::certain : Half::open};
    return next == Kind::hour ? 2 : 1;
  }

  static bool is_day(Kind kind) {
    return kind == Kind::weekday || kind == Kind::offset || kind == Kind::month ||
           kind == Kind::date || kind == Kind::ordinal || kind == Kind::named_day ||
           kind == Kind::part || kind == Kind::tonight || kind == Kind::week;
  }

  const MarkPlace& place_;
  bool corrects_;
  bool ambiguous_ = false;
};

}  // namespace

std::optional<HourRead> read_said_hour(const MarkPlace& place, bool corrects) {
  return HourReader(place, corrects).read();
}

}  // namespace kindbank::dialog
