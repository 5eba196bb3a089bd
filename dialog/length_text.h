// The words of a length of time, and the amounts that stand among them: "one and a half", "three
// quarters", "1.5" before their unit.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "dialog/measures.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {

class LengthText {
 public:
  // Both outlive it.
  LengthText(const SaidWords& words, const Measures& measures)
      : words_(words), measures_(measures) {}

  // Behind the last word there are only empty ones.
  std::string_view word(std::size_t at) const {
    return at < words_.size() ? std::string_view(words_[at]) : std::string_view{};
  }
  bool is_half(std::string_view word) const;
  bool is_quarter(std::string_view word) const;
  bool is_joint(std::string_view word) const;
  bool is_hour_unit(std::string_view word) const;
  bool is_minute_unit(std::string_view word) const;
  // "Pm", "oclock": what stands before it is an hour of the day.
  bool is_of_clock(std::size_t at) const;
  // "From 10", "at 10", "left at 10": an hour of the day, and no length.
  bool begins_span(std::size_t at) const;
  // "A third of an hour": what stands there is the unit of a part that was not made out.
  bool is_of_something(std::size_t at) const;
  // Behind "a", "of an", "de", which stand between a fraction or a number and its unit.
  std::size_t past_fillers(std::size_t at) const;

  // How much stands at `at`, and where it ends.
  struct Counted {
    double value = 0;
    std::size_t end = 0;
  };
  std::optional<Counted> counted(std::size_t at) const;

 protected:
  const LengthWords& lengths() const { return measures_.lengths; }

  const SaidWords& words_;
  const Measures& measures_;

 private:
  std::optional<Counted> and_quarters(std::size_t at) const;
  std::size_t past_and_half(std::size_t at) const;
};

}  // namespace kindbank::dialog
