#include "dialog/said_hour.h"

namespace kindbank::dialog {
namespace {

constexpr int noon = 12;

std::optional<int> hour_of(const SaidHour& said, std::optional<PartOfDay> part) {
  const int hour = said.hour;
  if (said.half == SaidHour::Half::certain || hour == 0 || hour > noon)
    return said.half == SaidHour::Half::am || said.half == SaidHour::Half::pm ? std::nullopt
                                                                              : std::optional(hour);
  if (said.half == SaidHour::Half::am) return hour == noon ? std::nullopt : std::optional(hour);
  if (said.half == SaidHour::Half::pm) return hour == noon ? noon : hour + noon;
  if (!part) {
    if (hour == 8) return std::nullopt;
    return hour <= 7 ? hour + noon : hour;
  }
  switch (*part) {
    case PartOfDay::morning:
      return hour == noon ? std::nullopt : std::optional(hour);
    case PartOfDay::afternoon:
      if (hour == noon) return noon;
      return hour <= 7 ? std::optional(hour + noon) : std::nullopt;
    case PartOfDay::evening:
      return hour >= 4 && hour < noon ? std::optional(hour + noon) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::minutes> settle(const SaidHour& said, std::optional<PartOfDay> part) {
  if (said.hour < 0 || said.hour > 23 || said.minute < 0 || said.minute > 59) return std::nullopt;
  const auto hour = hour_of(said, part);
  if (!hour) return std::nullopt;
  return std::chrono::hours{*hour} + std::chrono::minutes{said.minute};
}

}  // namespace kindbank::dialog
