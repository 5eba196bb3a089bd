// A way that a talk took out of a step, or the silence after which it asked once more: what
// coverage is measured by, and what is counted.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace kindbank::dialog {

// Where `choices_from` had nothing to list.
inline constexpr std::string_view none_listed = "none";

struct Branch {
  std::string flow;
  std::string version;  // the hash of the flow's file
  std::string step;
  std::string target;  // a step, "end" or "flow:name"
  // The talk went on, or nobody answered.
  enum class By { going_on, silence } by = By::going_on;
  // The key of the choice or the outcome that led here, or `none_listed`; "" for any other answer.
  std::string taken_by = {};
  // NOLINTNEXTLINE(modernize-use-nullptr): it takes the 0 in it for a pointer
  auto operator<=>(const Branch&) const = default;
};

}  // namespace kindbank::dialog
