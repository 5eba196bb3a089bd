#include "bank/vetting.h"

#include <algorithm>

#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "store/notices.h"

namespace kindbank::bank {

using dialog::Facts;
using dialog::Told;

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

std::optional<store::Member> write_level(Context& context, std::int64_t number,
                                         const std::string& level, const std::string& by) {
  const auto read = read_level(level);
  const auto member = store::find_member(context.tx, number);
  if (!read || !member) return std::nullopt;
  const auto held = read_level(member->vetting).value_or(Level::V0);
  store::set_vetting(context.tx, number, say(*read), by, context.now);
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
  const auto member =
      write_level(context, number, argument(arguments, "level"), coordinator_name(context));
  if (!member) return {"unknown", {}};
  return {"vetted",
          {{"first", member->first_name},
           {"number", std::to_string(number)},
           {"level", say(*read_level(argument(arguments, "level")))}}};
}

}  // namespace kindbank::bank
