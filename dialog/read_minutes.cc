#include "dialog/read_minutes.h"

#include <cmath>
#include <optional>

#include "dialog/clock_span.h"
#include "dialog/contains.h"
#include "dialog/length_text.h"
#include "dialog/length_words.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

constexpr double minutes_an_hour = 60;
constexpr double longest_stay = 24 * minutes_an_hour;
constexpr double fewest_bare = 5;  // fewer may be hours

class Length : LengthText {
 public:
  Length(const SaidWords& words, const Measures& measures) : LengthText(words, measures) {}

  Reading read() {
    while (at_ < words_.size() && !unclear_) take();
    if (unclear_) return Reading::unclear("no one length of time");
    if (hours_ < 0 && minutes_ < 0 && bare_ < 0) return Reading::nothing("no length of time in it");
    if (hours_ >= 0 || minutes_ >= 0) {
      if (bare_ >= 0) return Reading::unclear("a number besides the time");
      return whole(std::max(hours_, 0.0) * minutes_an_hour + std::max(minutes_, 0.0),
                   "hours and minutes");
    }
    if (bare_ < fewest_bare) return Reading::unclear("minutes or hours");
    return whole(bare_, "a bare number is minutes");
  }

 private:
  static Reading whole(double length, std::string_view why) {
    const auto rounded = std::round(length);
    if (std::abs(length - rounded) > 1e-6 || rounded < 1 || rounded > longest_stay)
      return Reading::unclear("no length in whole minutes");
    return Reading::of(std::to_string(static_cast<long>(rounded)), why);
  }

  void take() {
    if (const auto ruling = ruling_out_at(words_, at_, measures_); ruling > 0)
      return leave_out(at_ + ruling);
    if (contains(lengths().vague, word(at_))) {
      if (contains(lengths().or_so, word(at_ + 1))) {
        at_ += 2;
      } else {
        unclear_ = true;
      }
      return;
    }
    if (is_plus_of_no_length() || is_beyond()) {
      unclear_ = true;
      return;
    }
    if (take_half() || take_quarters() || take_counted() || take_bare_unit()) return;
    ++at_;
  }

  // "Not an hour", "instead of 45 mins", "not a minute more".
  void leave_out(std::size_t from) {
    const auto said = *this;
    at_ = from;
    hours_ = minutes_ = bare_ = -1;
    if (at_ < words_.size() && !contains(lengths().vague, word(at_))) take();
    if (unclear_) return;
    const auto end = at_ + (contains(lengths().vague, word(at_)) ? 1 : 0);
    hours_ = said.hours_;
    hours_end_ = said.hours_end_;
    minutes_ = said.minutes_;
    bare_ = said.bare_;
    at_ = end;
  }

  // "An hour plus travel", "an hour minus the tea".
  bool is_plus_of_no_length() const {
    if (!contains(lengths().plus, word(at_)) && !contains(lengths().less, word(at_))) return false;
    const auto next = past_fillers(at_ + 1);
    return !counted(next) && !is_quarter(word(next)) && !is_hour_unit(word(at_ + 1));
  }
  // "Up to an hour", "going on 2 hours", "best part of an hour", "an hour with 10 min travel".
  bool is_beyond() const {
    if (contains(lengths().with, word(at_))) return counted(at_ + 1).has_value();
    return contains(lengths().beyond, std::string(word(at_)) + " " + std::string(word(at_ + 1)));
  }

  // "Half an hour", "jumatate de ora".
  bool take_half() {
    if (!is_half(word(at_))) return false;
    const auto unit = past_fillers(at_ + 1);
    if (!is_hour_unit(word(unit))) return false;
    add_hours(0.5, unit + 1);
    return true;
  }

  // "Quarter of an hour", "3 quarters of an hr", "kwadrans".
  bool take_quarters() {
    auto at = at_;
    double count = 1;
    const auto amount = measures_.numbers.amount_at(words_, at);
    if (amount) {
      count = static_cast<double>(amount->value);
      at += amount->words;
    } else {
      at = past_fillers(at);
    }
    if (!is_quarter(word(at)) || (amount && word(at) == "1/4")) return false;
    const auto unit = past_fillers(at + 1);
    const bool alone = contains(lengths().quarter_hour, word(at)) ||
                       (at_ > 0 && contains(lengths().less, word(at_ - 1)));
    if (!alone && !is_hour_unit(word(unit))) return false;
    add_minutes(count * minutes_an_hour / 4, is_hour_unit(word(unit)) ? unit + 1 : at + 1);
    return true;
  }

  bool take_counted() {
    if (take_clock()) return true;
    const auto found = counted(at_);
    if (!found) return false;
    if (contains(lengths().a, word(at_)) && is_of_something(at_)) return unclear_ = true;
    const auto unit = past_fillers(found->end);
    if (is_hour_unit(word(unit))) {
      const auto& said = words_[at_];
      if (said.find('.') == said.size() - 3 && said.size() > 3) {
        unclear_ = true;  // "1.30 hrs" may be an hour and a half, or less
        return true;
      }
      add_hours(found->value, unit + 1);
    } else if (is_minute_unit(word(unit))) {
      add_minutes(found->value, unit + 1);
    } else if (hours_ >= 0 && minutes_ < 0 && found->value < minutes_an_hour && follows_hours()) {
      add_minutes(found->value, found->end);
    } else {
      unclear_ |= bare_ >= 0 || begins_span(at_);
      bare_ = found->value;
      at_ = found->end;
      unclear_ |= is_of_clock(at_) || contains(lengths().until, word(at_));
    }
    return true;
  }

  // "2 hours 30", "an hour and twenty", and not "1 hour yesterday and 2 today".
  bool follows_hours() const {
    return at_ == hours_end_ || (at_ == hours_end_ + 1 && is_joint(word(hours_end_)));
  }

  // "1:30"
  bool take_clock() {
    const auto said = word(at_);
    const auto colon = said.find(':');
    if (colon == said.npos || said.size() - colon != 3 || colon == 0 || colon > 2) return false;
    if (is_of_clock(at_ + 1)) {
      unclear_ = true;
      return true;
    }
    const auto past = std::stod(std::string(said.substr(colon + 1)));
    add_hours(std::stod(std::string(said.substr(0, colon))), at_ + 1);
    if (past >= minutes_an_hour) unclear_ = true;
    add_minutes(past, at_);
    if (is_hour_unit(word(at_))) ++at_;
    return true;
  }

  // "Hour and a half", "godzine".
  bool take_bare_unit() {
    const auto said = word(at_);
    if (!contains(lengths().hour, said)) return false;
    if (is_of_something(at_)) return unclear_ = true;
    add_hours(1, at_ + 1);
    return true;
  }

  void add_hours(double hours, std::size_t end) {
    if (hours_ >= 0 || minutes_ >= 0) unclear_ = true;
    hours_ = hours;
    at_ = hours_end_ = end;
    if (is_half(word(at_)) && !is_hour_unit(word(past_fillers(at_ + 1)))) {  // "doua ore jumate"
      hours_ += 0.5;
      ++at_;
      return;
    }
    if (!is_joint(word(at_))) return;
    const auto part = past_fillers(at_ + 1);
    if (is_half(word(part)) && !is_hour_unit(word(past_fillers(part + 1)))) {
      hours_ += 0.5;
      at_ = part + 1;
    } else if (is_quarter(word(part))) {
      hours_ += 0.25;
      at_ = part + 1;
    } else if (const auto count = measures_.numbers.amount_at(words_, part);
               count && is_quarter(word(part + count->words))) {
      hours_ += 0.25 * static_cast<double>(count->value);
      at_ = part + count->words + 1;
    }
  }

  void add_minutes(double length, std::size_t end) {
    const auto sign = sign_behind_hours();
    if (minutes_ >= 0 || !sign) return static_cast<void>(unclear_ = true);
    if (*sign < 0) {
      hours_ -= length / minutes_an_hour;
      minutes_ = 0;
    } else {
      minutes_ = length;
    }
    at_ = end;
  }

  // 1 for "2 hours 30 mins" and "an hour plus 15", -1 for "an hour minus 10"; nothing where they
  // are no part of the hours: "1 hour late and stayed 30 mins".
  std::optional<int> sign_behind_hours() const {
    int sign = 1;
    for (auto at = hours_end_; hours_ >= 0 && at < at_; ++at) {
      if (contains(lengths().less, word(at))) {
        sign = -1;
      } else if (!is_joint(word(at)) && !contains(lengths().plus, word(at)) &&
                 !contains(lengths().between, word(at)) && !contains(lengths().a, word(at))) {
        return std::nullopt;
      }
    }
    return sign;
  }

  std::size_t at_ = 0;
  double hours_ = -1;
  std::size_t hours_end_ = 0;
  double minutes_ = -1;
  double bare_ = -1;
  bool unclear_ = false;
};

// "Half an hour there n half an hour back so an hour".
Reading read_total(const SaidWords& words, const Measures& measures) {
  const auto& lengths = measures.lengths;
  for (auto at = words.size(); at-- > 1;)
    if (contains(lengths.total, words[at]) && !contains(lengths.vague, words[at - 1]))
      return Length({words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end()}, measures)
          .read();
  return Reading::nothing("no sum of lengths");
}

}  // namespace

Reading read_minutes(const Measures& measures, std::string_view text) {
  const auto parts = said_parts(length_words_of(text), measures);
  return read_last(parts, [&](const SaidWords& part) {
    if (auto span = read_clock_span(part, measures); span.found != Reading::Found::nothing)
      return span;
    if (const auto total = read_total(part, measures)) return total;
    return Length(part, measures).read();
  });
}

}  // namespace kindbank::dialog
