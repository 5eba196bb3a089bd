#include "bank/apart.h"

#include <set>

#include "bank/dispatch.h"
#include "bank/matching.h"
#include "bank/vetting.h"
#include "store/dues.h"
#include "store/members.h"
#include "store/no_go.h"
#include "store/series.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

void end_regular_help(Context& context, std::int64_t asker, std::int64_t helper) {
  for (const auto& series : store::series_of(context.tx, helper)) {
    if (series.member != asker || series.helper != helper) continue;
    store::set_series_state(context.tx, series.id, "ended");
    store::cancel_dues(context.tx, "series", std::to_string(series.id));
    store::cancel_dues(context.tx, "review", std::to_string(series.id));
  }
}

void give_visits_away(Context& context, std::int64_t asker, std::int64_t helper) {
  for (const auto& visit : store::open_visits_of_helper(context.tx, helper)) {
    const auto request = store::find_request(context.tx, visit.request);
    if (!request || visit.state != "agreed") continue;
    if (request->member == asker || request->subject == asker)
      give_to_others(context, {*request, visit});
  }
}

void part(Context& context, std::int64_t asker, std::int64_t helper) {
  take_back_invitations(context, helper, asker);
  end_regular_help(context, asker, helper);
  give_visits_away(context, asker, helper);
}

}  // namespace

void keep_apart(Context& context, const store::Request& request, std::int64_t helper) {
  for (const auto other : std::set<std::int64_t>{request.subject, request.member}) {
    if (other == helper) continue;
    store::put_no_go(context.tx, other, helper, context.now);
    part(context, other, helper);
    part(context, helper, other);
  }
}

bool may_still_help(Context& context, const store::Request& request, std::int64_t member) {
  const auto helper = store::find_member(context.tx, member);
  const auto needed = read_level(request.vetting).value_or(Level::V3);
  if (!helper || level_held(*helper, context.now) < needed) return false;
  const auto apart = store::no_go_of(context.tx, member);
  return !apart.contains(request.subject) && !apart.contains(request.member);
}

}  // namespace kindbank::bank
