// What a text was read as, and by which rule. A reader that finds two things, or one that may mean
// two, is unclear about it: the question is asked again, and nothing is guessed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kindbank::dialog {

struct Reading {
  enum class Found { nothing, unclear, value } found = Found::nothing;
  std::string value;     // "" unless something was found
  std::string_view why;  // a few words; a literal
  bool operator==(const Reading&) const = default;

  static Reading of(std::string value, std::string_view why) {
    return {Found::value, std::move(value), why};
  }
  static Reading unclear(std::string_view why) { return {Found::unclear, {}, why}; }
  static Reading nothing(std::string_view why) { return {Found::nothing, {}, why}; }

  explicit operator bool() const { return found == Found::value; }
};

}  // namespace kindbank::dialog
