// A way that a talk took out of a step: what coverage is measured by, and what is counted.
#pragma once

#include <compare>
#include <string>

namespace kindbank::dialog {

struct Branch {
  std::string flow;
  std::string version;  // the hash of the flow's file
  std::string step;
  std::string target;  // a step, "end" or "flow:name"
  // The talk went on, or nobody answered.
  enum class By { going_on, silence } by = By::going_on;
  auto operator<=>(const Branch&) const = default;
};

}  // namespace kindbank::dialog
