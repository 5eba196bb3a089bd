#include "bank/to_meet.h"

#include <algorithm>

#include "bank/calendar.h"
#include "bank/people.h"
#include "store/dues.h"
#include "store/notices.h"
#include "store/offers.h"

namespace kindbank::bank {
namespace {

constexpr int met_within = 10;  // working days

bool offers_something(Context& context, std::int64_t member) {
  const auto offers = store::offers(context.tx, member);
  return std::any_of(offers.begin(), offers.end(),
                     [](const store::Offer& offer) { return offer.state == "active"; });
}

void tell_of_twin(Context& context, const store::Member& member) {
  for (const auto other : store::members_of_same_name(context.tx, member.number)) {
    if (!offers_something(context, other)) continue;
    context.alerts.push_back(
        {"alert_twice",
         {{"who", say_member(context, member.number)}, {"other", say_member(context, other)}},
         in_daytime(context.town, context.now)});
    return;
  }
}

}  // namespace

void await_meeting(Context& context, const store::Member& member) {
  if (member.vetting != "V0") return;
  const auto at = after_working_days(context.town, context.now, met_within);
  // Once a member: who offers more later is waiting already.
  if (store::insert_due(context.tx, {context.ids.next(), "meet", std::to_string(member.number), "1",
                                     at}) == store::Inserted::yes)
    tell_of_twin(context, member);
}

void meeting_awaited(Context& context, const std::string& id) {
  const auto member = store::find_member(context.tx, std::stoll(id));
  if (!member || member->vetting != "V0" || !offers_something(context, member->number)) return;
  store::Notice notice;
  notice.id = context.ids.next();
  notice.cause = "not met";
  notice.member = member->number;
  notice.event = "member.unmet";
  notice.message_class = "confirmation";
  notice.not_before = in_daytime(context.town, context.now);
  notice.created_at = context.now;
  store::insert_notice(context.tx, notice);
}

}  // namespace kindbank::bank
