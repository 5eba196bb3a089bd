#include "bank/vetting.h"

#include "bank/arguments.h"
#include "bank/people.h"
#include "store/members.h"
#include "store/notices.h"

namespace kindbank::bank {

using dialog::Facts;
using dialog::Told;

Told decide_level(Context& context, const Facts& arguments) {
  const auto category = context.town.categories.find(argument(arguments, "category"));
  if (category == context.town.categories.end()) return {"refused", {}};
  const auto level = argument(arguments, "answer") == "yes" ? category->second.level_with_reason
                                                            : category->second.level;
  if (!level) return {"refused", {}};
  return {"set", {{"level", say(*level)}}};
}

Told vet_member(Context& context, const Facts& arguments) {
  if (!is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto number = number_argument(arguments, "number");
  const auto level = read_level(argument(arguments, "level"));
  const auto member = store::find_member(context.tx, number);
  if (!level || !member) return {"unknown", {}};
  store::set_vetting(context.tx, number, say(*level), coordinator_name(context), context.now);
  store::Notice notice;
  notice.id = context.ids.next();
  notice.cause = "vetted " + say(*level);
  notice.member = number;
  notice.event = "member.vetted";
  notice.facts = {{"level", say(*level)}};
  notice.message_class = "confirmation";
  notice.not_before = in_daytime(context.town, context.now);
  notice.created_at = context.now;
  if (*level != Level::V0) store::insert_notice(context.tx, notice);
  return {"vetted", {{"first", member->first_name}, {"number", std::to_string(number)}}};
}

}  // namespace kindbank::bank
