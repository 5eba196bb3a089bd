#include "bank/town.h"

#include <algorithm>
#include <array>

#include "dialog/load.h"
#include "dialog/sms.h"
#include "dialog/utf8.h"

namespace kindbank::bank {
namespace {

using dialog::Finding;
using dialog::YamlNode;

constexpr int day_begins = 8;
constexpr int day_ends = 20;
// The half hour after eight.
constexpr std::chrono::minutes visits_leave{10};
constexpr std::chrono::minutes others_leave{20};
constexpr std::array<std::string_view, 4> level_names = {"V0", "V1", "V2", "V3"};

// Neighbouring numbers far apart: the mixing of splitmix64.
std::uint64_t spread(std::uint64_t number) {
  number = (number ^ (number >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  number = (number ^ (number >> 27U)) * 0x94d049bb133111ebULL;
  return number ^ (number >> 31U);
}

}  // namespace

std::string say(Level level) { return std::string(level_names[static_cast<std::size_t>(level)]); }

std::optional<Level> read_level(std::string_view text) {
  if (text.size() != 2 || (text[0] != 'V' && text[0] != 'v') || text[1] < '0' || text[1] > '3')
    return std::nullopt;
  return static_cast<Level>(text[1] - '0');
}

// What stands in texts must be short, and of the alphabet that keeps a text at 160 letters.
void check_name(std::vector<Finding>& findings, const YamlNode& name, std::size_t limit) {
  const auto warn = [&](std::string code, std::string message, std::string hint) {
    findings.push_back({Finding::Level::warning, name.place, std::move(code), std::move(message),
                        std::move(hint)});
  };
  const auto letters = code_points(name.scalar);
  const auto odd = std::find_if_not(letters.begin(), letters.end(), dialog::is_gsm7);
  if (odd != letters.end())
    warn("text-with-non-gsm-character",
         "With '" + to_utf8(*odd) + "' every text it stands in holds 70 letters only.",
         "Write it with plain letters, straight quotes and a plain hyphen.");
  const auto units =
      static_cast<std::size_t>(dialog::count_sms(name.scalar).units);  // { and its like count two
  if (const auto length = std::max(letters.size(), units); length > limit)
    warn("too-long", "This has " + std::to_string(length) + " letters, and it stands in texts.",
         "Bring it down to " + std::to_string(limit) + ".");
}

namespace {

// An area, and those beside it; said once, it holds both ways.
void read_neighbours(const YamlNode& neighbours, Town& town, std::vector<Finding>& findings) {
  const auto is_area = [&](const YamlNode& name) {
    const bool known = std::any_of(town.areas.begin(), town.areas.end(),
                                   [&](const auto& one) { return one.second == name.scalar; });
    if (!known)
      add_error(findings, name.place, "bad-area", "No sector lies in '" + name.scalar + "'.",
                "Write an area as the sectors above name it.");
    return known;
  };
  for (const auto& [area, beside] : neighbours.entries) {
    if (!is_area(area)) continue;
    for (const auto& other : beside.items) {
      if (!is_area(other)) continue;
      town.neighbours[area.scalar].insert(other.scalar);
      town.neighbours[other.scalar].insert(area.scalar);
    }
  }
}

}  // namespace

void read_areas(const YamlNode& root, Town& town, std::vector<Finding>& findings) {
  for (const auto& [sector, area] : root.entries) {
    if (sector.scalar == "neighbours" && area.kind == YamlNode::Kind::map) continue;
    if (area.kind == YamlNode::Kind::scalar && !area.scalar.empty()) {
      town.areas[sector.scalar] = area.scalar;
      check_name(findings, area, dialog::name_limits.area);
    } else {
      add_error(findings, area.place, "bad-area", "The sector '" + sector.scalar + "' has no name.",
                "Write it like SG1 1: Old Town.");
    }
  }
  if (town.areas.empty())
    add_error(findings, root.place, "no-areas", "There is no area, so nobody could join.",
              "Write a line for each postcode sector, like SG1 1: Old Town.");
  if (const auto* neighbours = root.find("neighbours"))
    read_neighbours(*neighbours, town, findings);
}

Time day_began(const Town& town, Time now) {
  auto local = town.zone.to_local(now);
  local.hour = 0;
  local.minute = 0;
  return town.zone.to_utc(local);
}

bool is_quiet(const Town& town, Time now) {
  const auto local = town.zone.to_local(now);
  return local.hour < day_begins || local.hour >= day_ends;
}

Time in_daytime(const Town& town, Time time) {
  if (!is_quiet(town, time)) return time;
  auto local = town.zone.to_local(time);
  if (local.hour >= day_ends) local = town.zone.to_local(time + std::chrono::hours{12});
  local.hour = day_begins;
  local.minute = 0;
  return town.zone.to_utc(local);
}

Time after_the_night(const Town& town, Time time, std::int64_t whom, Concern concern) {
  if (!is_quiet(town, time)) return time;
  const bool visit = concern == Concern::visit;
  const std::chrono::seconds window = visit ? visits_leave : others_leave;
  const auto place =
      spread(static_cast<std::uint64_t>(whom)) % static_cast<std::uint64_t>(window.count());
  return in_daytime(town, time) + (visit ? Duration{} : Duration{visits_leave}) +
         std::chrono::seconds(static_cast<std::int64_t>(place));
}

std::string say_date(const Town& town, Time now, Time time) {
  constexpr std::chrono::days half_a_year{183};
  const auto local = town.zone.to_local(time);
  return say_day(local) + (time - now > half_a_year ? " " + std::to_string(local.year) : "");
}

std::string say_when(const Town& town, Time now, Time time) {
  const auto today = town.zone.to_local(now);
  const auto then = town.zone.to_local(time);
  const bool same_day =
      today.year == then.year && today.month == then.month && today.day == then.day;
  return same_day ? say_hour(then) : say_day_and_hour(then);
}

}  // namespace kindbank::bank
