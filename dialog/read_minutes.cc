#include "dialog/read_minutes.h"

#include <cmath>

#include "dialog/clock_span.h"
#include "dialog/contains.h"
#include "dialog/length_words.h"
#include "dialog/nearest.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

constexpr double minutes_an_hour = 60;
constexpr double longest_stay = 24 * minutes_an_hour;
constexpr double fewest_bare = 5;  // fewer may be hours

class Length {
 public:
  Length(const SaidWords& words, const Measures& measures) : words_(words), measures_(measures) {}

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

  const LengthWords& lengths() const { return measures_.lengths; }
  bool is_half(std::string_view word) const { return contains(lengths().half, word); }
  bool is_quarter(std::string_view word) const { return contains(lengths().quarter, word); }
  bool is_joint(std::string_view word) const { return contains(lengths().joints, word); }
  // "a", "of an", "de": what stands between a fraction or a number and its unit.
  bool is_filler(std::string_view word) const {
    return contains(lengths().between, word) || contains(lengths().a, word);
  }
  bool is_hour_unit(std::string_view word) const {
    return contains(lengths().hour, word) || contains(lengths().hours, word);
  }
  bool is_minute_unit(std::string_view word) const {
    constexpr std::size_t slip_from = 6;
    return contains(lengths().minute, word) ||
           (word.size() >= slip_from && word.front() == 'm' &&
            (slips(word, "minutes") <= 2 || slips(word, "minute") <= 1) && word != "minus");
  }

  // "Pm", "oclock": what stands before it is an hour of the day.
  bool is_of_clock(std::size_t at) const {
    if (at >= words_.size()) return false;
    const auto* mark = measures_.time.find(words_[at]);
    return mark != nullptr &&
           (mark->kind == TimeMark::Kind::am || mark->kind == TimeMark::Kind::pm ||
            mark->kind == TimeMark::Kind::oclock);
  }

  std::string_view word(std::size_t at) const {
    return at < words_.size() ? std::string_view(words_[at]) : std::string_view{};
  }
  std::size_t past_fillers(std::size_t at) const {
    constexpr std::size_t most = 4;  // "of a whole good hour"
    const auto end = at + most;
    while (at < end && is_filler(word(at))) ++at;
    return at;
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

  // "An hour plus travel".
  bool is_plus_of_no_length() const {
    return contains(lengths().plus, word(at_)) && !counted(past_fillers(at_ + 1)) &&
           !is_hour_unit(word(at_ + 1));
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
    const bool alone = contains(lengths().quarter_hour, word(at));
    if (!alone && !is_hour_unit(word(unit))) return false;
    add_minutes(count * minutes_an_hour / 4, is_hour_unit(word(unit)) ? unit + 1 : at + 1);
    return true;
  }

  // How much stands at `at`, and where it ends.
  struct Counted {
    double value = 0;
    std::size_t end = 0;
  };
  static std::optional<double> figure(std::string_view word) {
    if (word == "1/2") return 0.5;
    if (word == "1/4") return 0.25;
    if (word == "3/4") return 0.75;
    if (word.empty() || word.size() > 6 || word.find_first_not_of("0123456789.,") != word.npos)
      return std::nullopt;
    const auto point = word.find_first_of(".,");
    if (point == word.npos || word.find_first_of(".,", point + 1) != word.npos)
      return all_digits(word) ? std::optional(std::stod(std::string(word))) : std::nullopt;
    const auto behind = word.substr(point + 1);
    const auto part = std::stod("0." + std::string(behind));
    return std::stod(std::string(word.substr(0, point))) + part;
  }

  std::optional<Counted> counted(std::size_t at) const {
    if (contains(lengths().one_and_a_half, word(at))) return Counted{1.5, at + 1};
    if (contains(lengths().a, word(at)) &&
        (is_hour_unit(word(at + 1)) || is_minute_unit(word(at + 1))))
      return Counted{1, at + 1};
    std::optional<Counted> found;
    if (const auto value = figure(word(at))) {
      found = Counted{*value, at + 1};
      if (*value >= 1)
        if (const auto part = figure(word(at + 1)); part && *part < 1)
          found = Counted{*value + *part, at + 2};
    } else if (const auto amount = measures_.numbers.amount_at(words_, at)) {
      found = Counted{static_cast<double>(amount->value), at + amount->words};
    }
    if (!found) return std::nullopt;
    if (const auto end = past_and_half(found->end); end != found->end && is_hour_unit(word(end)))
      return Counted{found->value + 0.5, end};
    if (const auto more = and_quarters(found->end); more && is_hour_unit(word(more->end)))
      return Counted{found->value + more->value, more->end};
    return found;
  }

  // "and a quarter", "and three quarter".
  std::optional<Counted> and_quarters(std::size_t at) const {
    if (!is_joint(word(at))) return std::nullopt;
    auto next = past_fillers(at + 1);
    double count = 1;
    if (const auto amount = measures_.numbers.amount_at(words_, next)) {
      count = static_cast<double>(amount->value);
      next += amount->words;
    }
    if (!is_quarter(word(next)) || count > 3) return std::nullopt;
    return Counted{count / 4, next + 1};
  }

  // "and a half", "i pol".
  std::size_t past_and_half(std::size_t at) const {
    if (!is_joint(word(at))) return at;
    const auto half = past_fillers(at + 1);
    return is_half(word(half)) ? half + 1 : at;
  }

  bool take_counted() {
    if (take_clock()) return true;
    const auto found = counted(at_);
    if (!found) return false;
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
      unclear_ |= bare_ >= 0;
      bare_ = found->value;
      at_ = found->end;
      unclear_ |= is_of_clock(at_);
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
    add_hours(1, at_ + 1);
    return true;
  }

  void add_hours(double hours, std::size_t end) {
    if (hours_ >= 0 || minutes_ >= 0) unclear_ = true;
    hours_ = hours;
    at_ = hours_end_ = end;
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
    if (minutes_ >= 0) unclear_ = true;
    minutes_ = length;
    at_ = end;
  }

  const SaidWords& words_;
  const Measures& measures_;
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
