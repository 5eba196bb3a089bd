#include "dialog/time_among.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

namespace kindbank::dialog {
namespace {

using Kind = TimeMark::Kind;

bool is_any(std::initializer_list<Kind> kinds, Kind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool is_day_or_part(Kind kind) {
  return is_any({Kind::weekday, Kind::offset, Kind::date, Kind::month, Kind::named_day, Kind::part,
                 Kind::tonight},
                kind);
}

bool leads_to_number(Kind kind) {
  return is_day_or_part(kind) ||
         is_any({Kind::at, Kind::after, Kind::between, Kind::half, Kind::past, Kind::half_to,
                 Kind::in, Kind::quarter, Kind::ordinal},
                kind);
}

bool follows_number(Kind kind) {
  return is_day_or_part(kind) ||
         is_any({Kind::am, Kind::pm, Kind::oclock, Kind::ish, Kind::past, Kind::half, Kind::of,
                 Kind::week, Kind::day, Kind::fortnight},
                kind);
}

bool is_count(Kind kind) { return kind == Kind::number || kind == Kind::clock; }

// "10 to 4", "ten thirty": numbers that belong together where one of them is beside a time.
bool is_joined(const MarkPlace& place) {
  return (place.kind(1) == Kind::to || place.kind(1) == Kind::until) && is_count(place.kind(2));
}

bool is_length(const MarkPlace& place, std::size_t ahead) {
  return place.kind(ahead) == Kind::hour || place.kind(ahead) == Kind::minute;
}

// "Shes away til the 3rd": an end of something else, and no day on which help is needed.
bool is_end(const std::vector<TimeMark>& marks, std::size_t at) {
  if (!is_day_or_part(marks[at].kind) && marks[at].kind != Kind::ordinal) return false;
  while (at > 0 && marks[at - 1].kind == Kind::the) --at;
  return at > 0 && marks[at - 1].kind == Kind::until && marks[at - 1].value == 0;
}

bool belongs(const std::vector<TimeMark>& marks, std::size_t at) {
  const MarkPlace place{marks, at};
  const auto prior = at > 0 ? marks[at - 1].kind : Kind::word;
  switch (place.kind(0)) {
    case Kind::number:
      if (is_length(place, 1)) return prior == Kind::in;
      return leads_to_number(prior) || is_count(prior) || prior == Kind::to ||
             prior == Kind::until || prior == Kind::sorry || follows_number(place.kind(1)) ||
             is_joined(place);
    case Kind::hour:
    case Kind::minute:
      return at > 1 && (prior == Kind::number || prior == Kind::the) &&
             (marks[at - 2].kind == Kind::in || marks[at - 2].kind == Kind::half);
    case Kind::to:
    case Kind::until:
      return is_count(place.kind(1)) || place.kind(1) == Kind::noon ||
             place.kind(1) == Kind::half || place.mark(0).value > 0;
    case Kind::not_: {
      const bool on = is_any({Kind::on, Kind::the, Kind::this_, Kind::next}, place.kind(1));
      return is_day_or_part(place.kind(on ? 2 : 1)) || is_count(place.kind(1));
    }
    case Kind::sorry:
      return is_day_or_part(place.kind(1)) || leads_to_number(place.kind(1));
    case Kind::weekday:  // "tuesdays driver is off": of every week, and not now
      return place.mark(0).more == 0 || prior == Kind::next || prior == Kind::this_ ||
             place.kind(1) == Kind::next || place.kind(1) == Kind::this_;
    case Kind::over:
      return place.kind(1) != Kind::offset;  // "the bulb has gone, tomorrow"
    default:
      return true;
  }
}

}  // namespace

std::vector<TimeMark> time_among(const std::vector<TimeMark>& marks) {
  auto among = marks;
  for (std::size_t at = 0; at < marks.size(); ++at)
    if (is_end(marks, at) || !belongs(among, at)) among[at] = TimeMark{};
  return among;
}

}  // namespace kindbank::dialog
