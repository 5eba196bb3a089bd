#include "bank/urgency.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace kindbank::bank {

std::string say_urgency(const Town& town, const store::Request& request, Time now) {
  struct Urgency {
    std::string_view name;
    std::string_view phrase;
    int days;
  };
  static constexpr std::array<Urgency, 3> urgencies = {
      {{"today", "today", 0}, {"soon", "", 2}, {"week", "this week", 6}}};
  const auto* found = std::find_if(urgencies.begin(), urgencies.end(),
                                   [&](const auto& one) { return one.name == request.urgency; });
  if (found == urgencies.end()) return "any day";
  const auto day_of = [&](Time time) {
    const auto local = town.zone.to_local(time);
    return std::tuple(local.year, local.month, local.day);
  };
  if (!found->phrase.empty() && day_of(now) == day_of(request.created_at))
    return std::string(found->phrase);
  const auto last = request.created_at + std::chrono::hours{24} * found->days;
  if (found->days == 0 || day_of(last) < day_of(now)) return "as soon as you can";
  return "by " + say_day(town.zone.to_local(last));
}

}  // namespace kindbank::bank
