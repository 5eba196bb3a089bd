#include "dialog/length_text.h"

#include "dialog/contains.h"
#include "dialog/nearest.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

std::optional<double> figure(std::string_view word) {
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

}  // namespace

bool LengthText::is_half(std::string_view word) const { return contains(lengths().half, word); }

bool LengthText::is_quarter(std::string_view word) const {
  return contains(lengths().quarter, word);
}

bool LengthText::is_joint(std::string_view word) const { return contains(lengths().joints, word); }

bool LengthText::is_hour_unit(std::string_view word) const {
  return contains(lengths().hour, word) || contains(lengths().hours, word);
}

bool LengthText::is_minute_unit(std::string_view word) const {
  constexpr std::size_t slip_from = 6;
  return contains(lengths().minute, word) ||
         (word.size() >= slip_from && word.front() == 'm' &&
          (slips(word, "minutes") <= 2 || slips(word, "minute") <= 1) && word != "minus");
}

bool LengthText::is_of_clock(std::size_t at) const {
  if (at >= words_.size()) return false;
  const auto* mark = measures_.time.find(words_[at]);
  return mark != nullptr && (mark->kind == TimeMark::Kind::am || mark->kind == TimeMark::Kind::pm ||
                             mark->kind == TimeMark::Kind::oclock);
}

bool LengthText::begins_span(std::size_t at) const {
  if (at == 0) return false;
  const auto& before = words_[at - 1];
  return contains(lengths().from, before) || contains(lengths().until, before);
}

bool LengthText::is_of_something(std::size_t at) const {
  const auto is_of = [&](std::size_t place) {
    const auto* mark = measures_.time.find(words_[place]);
    return mark != nullptr && mark->kind == TimeMark::Kind::of;
  };
  while (at > 1 && !is_of(at - 1) && contains(lengths().between, word(at - 1))) --at;
  return at > 1 && is_of(at - 1);
}

std::size_t LengthText::past_fillers(std::size_t at) const {
  constexpr std::size_t most = 4;  // "of a whole good hour"
  const auto end = at + most;
  while (at < end && (contains(lengths().between, word(at)) || contains(lengths().a, word(at))))
    ++at;
  return at;
}

std::optional<LengthText::Counted> LengthText::counted(std::size_t at) const {
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
std::optional<LengthText::Counted> LengthText::and_quarters(std::size_t at) const {
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
std::size_t LengthText::past_and_half(std::size_t at) const {
  if (!is_joint(word(at))) return at;
  const auto half = past_fillers(at + 1);
  return is_half(word(half)) ? half + 1 : at;
}

}  // namespace kindbank::dialog
