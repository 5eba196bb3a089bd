#include "bank/urgency.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace kindbank::bank {

namespace {

bool is_timed(const std::string& wanted) { return wanted.find('T') != std::string::npos; }

auto day_of(const LocalTime& local) { return std::tuple(local.year, local.month, local.day); }

// "on Thu 26 Nov, 2pm", until it is over.
std::string say_wanted(const Town& town, const store::Request& request, Time now) {
  const auto wanted = read_local_time(request.wanted);
  const auto today = town.zone.to_local(now);
  if (!wanted || day_of(*wanted) < day_of(today)) return "as soon as you can";
  if (!is_timed(request.wanted)) return "on " + say_day(*wanted);
  if (town.zone.to_utc(*wanted) < now) return "as soon as you can";
  return day_of(*wanted) == day_of(today) ? "today, " + say_hour(*wanted)
                                          : "on " + say_day_and_hour(*wanted);
}

}  // namespace

std::optional<Time> wanted_at(const Town& town, const store::Request& request) {
  const auto wanted = read_local_time(request.wanted);
  if (!wanted || !is_timed(request.wanted)) return std::nullopt;
  return town.zone.to_utc(*wanted);
}

std::string say_urgency(const Town& town, const store::Request& request, Time now) {
  if (!request.wanted.empty()) return say_wanted(town, request, now);
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
  const auto local_day = [&](Time time) { return day_of(town.zone.to_local(time)); };
  if (!found->phrase.empty() && local_day(now) == local_day(request.created_at))
    return std::string(found->phrase);
  const auto last = request.created_at + std::chrono::hours{24} * found->days;
  if (found->days == 0 || local_day(last) < local_day(now)) return "as soon as you can";
  return "by " + say_day(town.zone.to_local(last));
}

std::optional<LocalTime> wanted_day(const Town& town, const store::Request& request, Time now) {
  auto today = town.zone.to_local(now);
  today.hour = today.minute = 0;
  const auto wanted = read_local_time(request.wanted);
  if (wanted && !is_timed(request.wanted) && day_of(*wanted) >= day_of(today)) return wanted;
  const bool said_today =
      request.urgency == "today" && day_of(town.zone.to_local(request.created_at)) == day_of(today);
  return !wanted && said_today ? std::optional(today) : std::nullopt;
}

std::string say_wanted_day(const Town& town, const store::Request& request, Time now) {
  const auto day = wanted_day(town, request, now);
  if (!day) return {};
  return day_of(*day) == day_of(town.zone.to_local(now)) ? "today" : "on " + say_day(*day);
}

std::string urgency_now(const Town& town, const store::Request& request, Time now) {
  const auto wanted = wanted_at(town, request);
  if (!wanted) return request.urgency;
  if (*wanted - now < std::chrono::hours{24}) return "today";
  return *wanted - now < std::chrono::hours{48} ? "soon" : "week";
}

}  // namespace kindbank::bank
