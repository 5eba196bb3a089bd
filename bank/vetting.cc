#include "bank/vetting.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "dialog/normal.h"
#include "store/notices.h"

namespace kindbank::bank {

using dialog::Facts;
using dialog::Told;

namespace {

// What most schemes go by; `12 MET V2 UNTIL 11/2028` says another.
constexpr int check_lasts_years = 3;
constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};

}  // namespace

Told decide_level(Context& context, const Facts& arguments) {
  const auto category = context.town.categories.find(argument(arguments, "category"));
  if (category == context.town.categories.end()) return {"refused", {}};
  const auto& kind = category->second;
  const bool reason = argument(arguments, "answer") == "yes";
  // Until somebody says that the journey goes elsewhere, it may be one to care.
  const auto level = !reason              ? kind.level
                     : kind.level_to_care ? kind.level_to_care
                                          : kind.level_with_reason;
  if (!level) return {"refused", {}};
  return {"set", {{"level", say(*level)}}};
}

Told ask_more(Context& context, const Facts& arguments) {
  const auto category = context.town.categories.find(argument(arguments, "category"));
  const bool journey =
      category != context.town.categories.end() && category->second.level_to_care.has_value();
  return {journey ? "journey" : "enough", {}};
}

Told narrow_level(Context& context, const Facts& arguments) {
  const auto level = argument(arguments, "level");
  const auto category = context.town.categories.find(argument(arguments, "category"));
  if (category == context.town.categories.end()) return {"set", {{"level", level}}};
  const auto& kind = category->second;
  const bool reason = kind.level_to_care && level == say(*kind.level_to_care);
  if (!reason || argument(arguments, "answer") == "yes" || !kind.level_with_reason)
    return {"set", {{"level", level}}};
  const auto least = std::max(*kind.level_with_reason, kind.level.value_or(Level::V0));
  return {"set", {{"level", say(least)}}};
}

std::optional<Time> renewed_by(const Town& town, Level level, Time now) {
  if (level < Level::V2) return std::nullopt;
  auto local = town.zone.to_local(now);
  local.year += check_lasts_years;
  local.day = std::min(local.day, 28);  // in every month
  return town.zone.to_utc(local);
}

Level level_held(const store::Member& member, Time now) {
  const auto level = read_level(member.vetting).value_or(Level::V0);
  const bool ran_out = member.vetted_until && *member.vetted_until <= now;
  return ran_out ? std::min(level, Level::V1) : level;
}

std::optional<LocalTime> read_until(std::string day, const std::string& month, std::string year) {
  if (day.size() == 4) std::swap(day, year);  // 2029-11-30
  LocalTime local;
  local.day = day.empty() ? 1 : std::atoi(day.c_str());
  local.year = std::atoi(year.c_str());
  local.month = std::atoi(month.c_str());
  local.hour = 12;
  for (std::size_t at = 0; at < months.size(); ++at)
    if (dialog::plain(month).substr(0, 3) == months.at(at)) local.month = static_cast<int>(at) + 1;
  const bool is_day = local.year >= 2000 && local.year <= 2100 && local.month >= 1 &&
                      local.month <= 12 && local.day >= 1 && local.day <= 31;
  return is_day ? std::optional(local) : std::nullopt;
}

std::optional<store::Member> write_level(Context& context, std::int64_t number,
                                         const std::string& level, const std::string& by,
                                         std::optional<Time> until) {
  const auto read = read_level(level);
  const auto member = store::find_member(context.tx, number);
  if (!read || !member) return std::nullopt;
  const auto held = read_level(member->vetting).value_or(Level::V0);
  store::set_vetting(context.tx, number, say(*read), by, context.now);
  store::set_vetted_until(context.tx, number,
                          until ? until : renewed_by(context.town, *read, context.now));
  store::Notice notice;
  notice.id = context.ids.next();
  notice.cause = "vetted " + say(*read);
  notice.member = number;
  notice.event = held == Level::V0 ? "member.vetted" : "member.raised";
  notice.facts = {{"level", say(*read)}};
  notice.message_class = "confirmation";
  notice.not_before = in_daytime(context.town, context.now);
  notice.created_at = context.now;
  if (*read <= held) return member;  // nothing that a text could say better than a person
  store::insert_notice(context.tx, notice);
  invite_to_open(context, number);
  return member;
}

Told vet_member(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto number = number_argument(arguments, "number");
  if (!speaker_sees(context, number)) return {"unknown", {}};
  const auto year = argument(arguments, "year");
  const auto until = read_until(argument(arguments, "day"), argument(arguments, "month"), year);
  if (!year.empty() && !until) return {"unknown", {}};
  const auto at = until ? std::optional(context.town.zone.to_utc(*until)) : std::nullopt;
  if (at && *at <= context.now) return {"unknown", {}};
  const auto member =
      write_level(context, number, argument(arguments, "level"), coordinator_name(context), at);
  if (!member) return {"unknown", {}};
  Facts facts = {{"first", member->first_name},
                 {"number", std::to_string(number)},
                 {"level", say(*read_level(argument(arguments, "level")))}};
  const auto renewed = store::find_member(context.tx, number)->vetted_until;
  if (!renewed) return {"vetted", facts};
  facts["until"] = say_date(context.town, context.now, *renewed);
  return {"checked", facts};
}

}  // namespace kindbank::bank
