#include "dialog/clock_span.h"

#include <algorithm>

#include "dialog/contains.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

using Kind = TimeMark::Kind;

constexpr long half_day = 12 * 60;

// An hour of the day in minutes since midnight, or since noon where that was not said.
struct ClockTime {
  long minutes = 0;
  bool half_known = false;  // morning or afternoon
  bool marked = false;      // by am, a colon, "half": certainly an hour
};

std::optional<long> two_figures(std::string_view text) {
  if (text.empty() || text.size() > 2 || !all_digits(text)) return std::nullopt;
  return std::stol(std::string(text));
}

class ClockReader {
 public:
  ClockReader(const SaidWords& words, const Measures& measures)
      : words_(words), measures_(measures) {}

  // The time that these words are, from the one at `at` on; `end` is set behind it.
  std::optional<ClockTime> read(std::size_t at, std::size_t& end) const {
    if (is(at, Kind::noon)) {
      end = at + 1;
      return ClockTime{half_day, true, true};
    }
    ClockTime time;
    long add = 0;
    if (contains(measures_.lengths.half_past, word(at))) {
      add = 30;
      at += is(at + 1, Kind::past) ? 2 : 1;
    } else if (contains(measures_.lengths.quarter, word(at)) &&
               (is(at + 1, Kind::past) || is(at + 1, Kind::to))) {
      add = is(at + 1, Kind::past) ? 15 : -15;
      at += 2;
    }
    time.marked = add != 0;
    const auto figures = word(at);
    const auto point = figures.find_first_of(":.");
    const auto amount = amount_at(at);
    std::optional<long> hour;
    if (point != figures.npos && add == 0) {
      hour = two_figures(figures.substr(0, point));
      const auto past = two_figures(figures.substr(point + 1));
      if (!past || *past > 59 || figures.size() - point != 3) return std::nullopt;
      add = *past;
      time.marked = true;
      ++at;
    } else if (amount) {
      hour = amount->value;
      at += amount->words;
      if (const auto minutes = minutes_around(at, *hour); minutes && add == 0) {
        const auto full = measures_.numbers.amount_at(words_, at + 1);
        hour = full->value;
        add = *minutes;
        time.marked = true;
        at += 1 + full->words;
      }
    }
    if (!hour || *hour < 1 || *hour > 23) return std::nullopt;
    if (add == 0)
      if (const auto past = minutes_at(at)) {  // "10 15"
        add = past->value;
        time.marked = true;
        at += past->words;
      }
    time.half_known = *hour > 12;
    time.marked = time.marked || time.half_known;
    if (is(at, Kind::am) || is(at, Kind::pm)) {
      if (*hour > 12) return std::nullopt;
      hour = *hour % 12 + (is(at, Kind::pm) ? 12 : 0);
      time.half_known = time.marked = true;
      ++at;
    } else if (const auto length = oclock_at(at)) {
      time.marked = true;
      at += length;
    }
    time.minutes = *hour * 60 + add;
    end = at;
    return time;
  }

  // "Dziesiatej" counts hours alone.
  std::optional<Amount> amount_at(std::size_t at) const {
    if (const auto amount = measures_.numbers.amount_at(words_, at)) return amount;
    if (!is(at, Kind::number)) return std::nullopt;
    return Amount{measures_.time.find(words_[at])->value, 1};
  }

  // What stands there means that for an hour.
  bool is(std::size_t at, Kind kind) const {
    const auto* mark = at < words_.size() ? measures_.time.find(words_[at]) : nullptr;
    return mark != nullptr && mark->kind == kind;
  }

 private:
  // "Oclock", or "o clock" in two words.
  std::size_t oclock_at(std::size_t at) const {
    if (is(at, Kind::oclock)) return 1;
    if (at + 1 >= words_.size()) return 0;
    const auto* mark = measures_.time.find(words_[at] + ' ' + words_[at + 1]);
    return mark != nullptr && mark->kind == Kind::oclock ? 2 : 0;
  }

  std::optional<Amount> minutes_at(std::size_t at) const {
    const auto past = measures_.numbers.amount_at(words_, at);
    if (!past || past->value < 10 || past->value > 55 || past->value % 5 != 0) return std::nullopt;
    return past;
  }

  // "10 past 2", and "10 to 3 til 4", where the second "to" is said by another word: what is added
  // to the hour behind it.
  std::optional<long> minutes_around(std::size_t at, long minutes) const {
    if (minutes < 5 || minutes > 25 || minutes % 5 != 0) return std::nullopt;
    const auto hour = measures_.numbers.amount_at(words_, at + 1);
    if (!hour || hour->value < 1 || hour->value > 12) return std::nullopt;
    if (is(at, Kind::past)) return minutes;
    const auto behind = word(at + 1 + hour->words);
    return is(at, Kind::to) && contains(measures_.lengths.until, behind) ? std::optional(-minutes)
                                                                         : std::nullopt;
  }

  std::string_view word(std::size_t at) const {
    return at < words_.size() ? std::string_view(words_[at]) : std::string_view{};
  }

  const SaidWords& words_;
  const Measures& measures_;
};

enum class Link { none, weak, certain };

// "To" links two numbers as well as two hours; "til" only hours.
Link link_of(const LengthWords& lengths, std::string_view word) {
  if (contains(lengths.until, word)) return Link::certain;
  return word == "-" || contains(lengths.to, word) ? Link::weak : Link::none;
}

bool is_length_unit(const LengthWords& lengths, std::string_view word) {
  return contains(lengths.minute, word) || contains(lengths.hour, word) ||
         contains(lengths.hours, word);
}

// "There at 2 and left at 3.30": what stands there when the second hour is when they left; `end` is
// set to the word before that hour.
Link left_at(const ClockReader& clock, const LengthWords& lengths, const SaidWords& words,
             std::size_t& end) {
  auto at = end;
  while (at < words.size() &&
         (contains(lengths.joints, words[at]) || contains(lengths.then, words[at])))
    ++at;
  if (at >= words.size() || !contains(lengths.left, words[at])) return Link::none;
  end = clock.is(at + 1, Kind::at) ? at + 1 : at;
  return Link::certain;
}

}  // namespace

Reading read_clock_span(const SaidWords& words, const Measures& measures) {
  const ClockReader clock(words, measures);
  const auto& lengths = measures.lengths;
  const bool from = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return contains(lengths.from, word);
  });
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::size_t end = 0;
    const auto start = clock.read(at, end);
    if (!start || end >= words.size()) continue;
    auto link = link_of(lengths, words[end]);
    if (link == Link::none) link = left_at(clock, lengths, words, end);
    if (link == Link::certain && end + 1 < words.size() && contains(lengths.to, words[end + 1]))
      ++end;  // "pana la"
    if (link == Link::none) continue;
    std::size_t last = 0;
    const auto stop = clock.read(end + 1, last);
    if (!stop) continue;
    if (link == Link::weak && !start->marked && !stop->marked && !from) continue;
    if (last < words.size() && is_length_unit(lengths, words[last])) continue;  // "10 to 15 mins"
    if (last < words.size() && link_of(lengths, words[last]) != Link::none) {
      std::size_t further = 0;
      if (clock.read(last + 1, further)) return Reading::unclear("more than two hours");
    }
    const auto round = start->half_known && stop->half_known ? 2 * half_day : half_day;
    const auto length = ((stop->minutes - start->minutes) % round + round) % round;
    if (length == 0 || length > half_day) return Reading::unclear("no length between those hours");
    return Reading::of(std::to_string(length), "from one hour to another");
  }
  return Reading::nothing("no span of hours");
}

}  // namespace kindbank::dialog
