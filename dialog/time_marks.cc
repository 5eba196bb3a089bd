#include "dialog/time_marks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "dialog/contains.h"
#include "dialog/nearest.h"
#include "dialog/normal.h"
#include "dialog/time_pieces.h"
#include "dialog/time_words.h"

namespace kindbank::dialog {
namespace {

using Kind = TimeMark::Kind;

// Numbers with the signs between them, and the letters behind: "2-4pm" is 2, '-', 4, "pm".
struct Numerals {
  std::vector<int> numbers;
  std::vector<std::size_t> lengths;  // in digits
  std::string signs;
  std::string letters;
};

std::optional<Numerals> numerals_of(const std::string& piece) {
  Numerals read;
  std::size_t at = 0;
  while (at < piece.size() && is_numeral(piece[at])) {
    int number = 0;
    const auto from = at;
    while (at < piece.size() && is_numeral(piece[at]) && at - from < 5)
      number = number * 10 + (piece[at++] - '0');
    if (at < piece.size() && is_numeral(piece[at])) return std::nullopt;
    read.numbers.push_back(number);
    read.lengths.push_back(at - from);
    if (at + 1 < piece.size() && (is_sign(piece[at]) || piece[at] == 'h') &&
        is_numeral(piece[at + 1]))
      read.signs += piece[at++];
  }
  read.letters = piece.substr(at);
  return read;
}

class Marker {
 public:
  explicit Marker(const TimeWords& words) : words_(words) {}

  void read(const std::vector<std::string>& pieces) {
    for (std::size_t at = 0; at < pieces.size();) {
      if (const auto length = several_at(pieces, at)) {
        at += length;
      } else if (is_numeral(pieces[at][0])) {
        number_at(pieces, at++);
      } else if (joined(pieces[at])) {
        ++at;
      } else {
        marks_.push_back(misspelt(pieces[at++]));
      }
    }
  }

  // "Gone 3", "po 16", "po piatku": past an hour or a day, and no minutes past it.
  std::vector<TimeMark> marks() && {
    for (std::size_t at = 0; at < marks_.size(); ++at) {
      const auto before = at == 0 ? Kind::word : marks_[at - 1].kind;
      const bool minutes = before == Kind::number || before == Kind::half ||
                           before == Kind::quarter || before == Kind::minute;
      const auto behind = at + 1 < marks_.size() ? marks_[at + 1].kind : Kind::word;
      const bool hour = behind == Kind::number || behind == Kind::clock || behind == Kind::half;
      const bool day = behind == Kind::weekday || behind == Kind::offset || behind == Kind::date ||
                       behind == Kind::named_day;
      if (marks_[at].kind == Kind::past && (hour || day) && !minutes) marks_[at].kind = Kind::after;
    }
    return std::move(marks_);
  }

 private:
  std::size_t several_at(const std::vector<std::string>& pieces, std::size_t at) {
    if (const auto length = phrase_at(pieces, at)) return length;
    const auto length = stay_at(pieces, at);
    if (length > 0) marks_.emplace_back();
    return length;
  }

  std::size_t phrase_at(const std::vector<std::string>& pieces, std::size_t at) {
    for (auto length = std::min(longest_time_phrase, pieces.size() - at); length > 0; --length) {
      std::string phrase = pieces[at];
      for (std::size_t next = 1; next < length; ++next) phrase += ' ' + pieces[at + next];
      if (const auto* found = words_.find(phrase)) {
        marks_.push_back(*found);
        return length;
      }
    }
    return 0;
  }

  // A house, a bus, a room or a count of something is no hour.
  void number_at(const std::vector<std::string>& pieces, std::size_t at) {
    const auto is_in = [&](const std::vector<std::string>& list, std::size_t ahead) {
      return at + ahead < pieces.size() && contains(list, pieces[at + ahead]);
    };
    const bool announced = !marks_.empty() && marks_.back().kind == Kind::at;
    const bool named =
        at > 0 && (contains(words_.named, pieces[at - 1]) ||
                   (at > 1 && contains(words_.named, pieces[at - 2] + ' ' + pieces[at - 1])));
    const bool in_street = is_in(words_.streets, 1) || is_in(words_.streets, 2);
    const bool counts =
        is_in(words_.things, 1) ||
        (at + 2 < pieces.size() && contains(words_.things, pieces[at + 1] + ' ' + pieces[at + 2]));
    if (named || ((in_street || (counts && !announced)) && all_digits(pieces[at]))) {
      marks_.emplace_back();
    } else if (pieces[at] == "1/2" && at + 1 < pieces.size() && pieces[at + 1] == "past") {
      push(Kind::half);
    } else {
      numeral(pieces[at]);
    }
  }

  // "For 2 hours", "for half an hour": how long, and not when.
  std::size_t stay_at(const std::vector<std::string>& pieces, std::size_t at) const {
    constexpr std::size_t longest = 4;
    if (pieces[at] != "for") return 0;
    for (auto end = at + 1; end < pieces.size() && end <= at + longest; ++end) {
      const auto* found = words_.find(pieces[end]);
      const auto kind = found == nullptr ? Kind::word : found->kind;
      if (kind == Kind::hour || kind == Kind::minute) return end + 1 - at;
      const bool counts = is_numeral(pieces[end][0]) || kind == Kind::number || kind == Kind::the ||
                          kind == Kind::half || kind == Kind::at;
      if (!counts) return 0;
    }
    return 0;
  }

  // "fri27th", "half2", "tenish": two marks without a gap.
  bool joined(const std::string& piece) {
    const auto digit = std::find_if(piece.begin(), piece.end(), is_numeral);
    const std::string word(piece.begin(), digit);
    const auto* known = digit == piece.end() ? nullptr : words_.find(word);
    if (known != nullptr) {
      marks_.push_back(*known);
      numeral(std::string(digit, piece.end()));
      return true;
    }
    if (!piece.ends_with("ish")) return false;
    const auto* stem = words_.find(piece.substr(0, piece.size() - 3));
    if (stem == nullptr || stem->kind != Kind::number) return false;
    marks_.push_back(*stem);
    push(Kind::ish);
    return true;
  }

  // One slip in a word of six letters (in "frday", too), two in one of eight, never in the first;
  // where two are as near, neither. "Wednes" is cut short.
  TimeMark misspelt(const std::string& word) const {
    if (const auto* whole = cut_short(word)) return *whole;
    if (word.size() < 5 || word.size() > 12) return unsure(word);
    const TimeMark* nearest = nullptr;
    std::size_t fewest = word.size() < 8 ? 1 : 2;
    for (const auto& [known, mark] : words_.days_like(word)) {
      if (known.size() < 6) continue;
      if (word.size() < 6 && known.size() != 6) continue;  // of a short one a letter is left out
      if (!may_be_slips(word, known, fewest)) continue;
      const auto needed = slips(word, known);
      if (needed > fewest) continue;
      const bool same = nearest && *nearest == mark;
      nearest = needed < fewest || !nearest || same ? &mark : nullptr;
      fewest = needed;
    }
    return nearest ? *nearest : unsure(word);
  }

  static bool is_day(Kind kind) { return kind == Kind::weekday || kind == Kind::offset; }

  // What a weekday's name begins with, in four letters or more, or that of another day in five.
  const TimeMark* cut_short(const std::string& word) const {
    const TimeMark* found = nullptr;
    for (const auto& [known, mark] : words_.days_like(word)) {
      const std::size_t fewest = mark.kind == Kind::weekday ? 4 : 5;
      if (!is_day(mark.kind) || mark.more != 0 || word.size() < fewest || !known.starts_with(word))
        continue;
      if (found && found->value != mark.value) return nullptr;
      found = &mark;
    }
    return found;
  }

  // One slip away from a day in a word too short to put right.
  TimeMark unsure(const std::string& word) const {
    if (word.size() < 4) return {};
    for (const auto& [known, mark] : words_.days_like(word))
      if (is_day(mark.kind) && known.size() >= 4 && is_one_slip(word, known))
        return {Kind::unsure, 0, 0, false};
    return {};
  }

  void numeral(const std::string& piece) {
    const auto dash = piece.find('-');
    if (dash != piece.npos && piece.find('-', dash + 1) == piece.npos) {  // a window
      numeral(piece.substr(0, dash));
      push(Kind::until);
      return numeral(piece.substr(dash + 1));
    }
    const auto read = numerals_of(piece);
    if (!read) {
      push(Kind::number, 0);
    } else if (read->numbers.size() == 1) {
      one(read->numbers[0], read->lengths[0], piece[0] == '0');
    } else if (read->numbers.size() == 2) {
      two(*read, piece[0] == '0');
    } else {
      date(*read);
    }
    if (read) suffix(read->letters);
  }

  // "1430" is an hour of the day; later ones may be a year.
  void one(int number, std::size_t length, bool leading_zero) {
    constexpr int before_years = 1900;
    const int minute = number % 100;
    if (length == 4 && number < before_years && minute < 60) {
      push(Kind::clock, number / 100 * 60 + minute, leading_zero ? 1 : 0);
    } else {
      push(Kind::number, number, length == 2 && leading_zero ? 1 : 0);
    }
  }

  void two(const Numerals& read, bool leading_zero) {
    const int first = read.numbers[0];
    const int second = read.numbers[1];
    const char sign = read.signs[0];
    const bool as_clock = first < 24 && second < 60 && read.lengths[1] == 2;
    // "2.12" may be the second of December, "5.10" is so only where dates are written with dots.
    const bool dotted_date =
        second >= 1 && second <= 12 && (words_.dotted_dates || second % 5 != 0);
    if (sign == '/') {
      date(read);
    } else if (as_clock && (sign != '.' || !dotted_date)) {
      push(Kind::clock, first * 60 + second, leading_zero ? 1 : 0);
    } else if (sign == '.' && !as_clock) {
      date(read);
    } else {
      push(Kind::number, 0);  // not to be made out
    }
  }

  void date(const Numerals& read) {
    if (read.numbers.size() == 3 && read.lengths[0] == 4)  // 2026-11-27
      return push(Kind::date, read.numbers[2] * 100 + std::min(read.numbers[1], 99),
                  read.numbers[0]);
    int year = read.numbers.size() > 2 ? read.numbers[2] : 0;
    if (year > 0 && year < 100) year += 2000;
    push(Kind::date, read.numbers[0] * 100 + std::min(read.numbers[1], 99), year);
  }

  void suffix(const std::string& letters) {
    if (letters.empty()) return;
    TimeMark& last = marks_.back();
    if (letters == "st" || letters == "nd" || letters == "rd" || letters == "th") {
      last.kind = Kind::ordinal;
    } else if (letters == "p" || letters == "a") {
      push(letters == "p" ? Kind::pm : Kind::am);
    } else if (letters == "h" && is_hour_of_day()) {
      last = {Kind::clock, last.value * 60, 0, true};
    } else if (letters == "h") {
      push(Kind::hour);
    } else if (const auto* found = words_.find(letters)) {
      marks_.push_back(*found);
    } else {
      last = {Kind::number, 0, 0, true};
    }
  }

  // "14h", and not "in 12h" or "2h".
  bool is_hour_of_day() const {
    constexpr int first = 9;
    constexpr int last = 23;
    const auto& mark = marks_.back();
    const bool in = marks_.size() > 1 && marks_[marks_.size() - 2].kind == Kind::in;
    return mark.kind == Kind::number && mark.value >= first && mark.value <= last && !in;
  }

  void push(Kind kind, int value = 0, int more = 0) { marks_.push_back({kind, value, more, true}); }

  const TimeWords& words_;
  std::vector<TimeMark> marks_;
};

}  // namespace

std::vector<TimeMark> time_marks(const TimeWords& words, std::string_view text) {
  Marker marker(words);
  marker.read(time_pieces_of(text));
  return std::move(marker).marks();
}

}  // namespace kindbank::dialog
