#include "bank/unreached.h"

#include <algorithm>
#include <optional>

#include "bank/calendar.h"
#include "bank/dispatch.h"
#include "bank/people.h"
#include "store/messages.h"
#include "store/overview.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

constexpr Duration week = std::chrono::hours{24 * 7};

// The code of their visit that is under way or agreed for today; "" where there is none.
std::string visit_today(Context& context, std::int64_t member) {
  for (const auto& visit : store::open_visits(context.tx)) {
    if (visit.state != "started" &&
        !is_today(context.town, context.now, visit.agreed_for.value_or("")))
      continue;
    const auto request = store::find_request(context.tx, visit.request);
    if (visit.helper == member ||
        (request && (request->member == member || request->subject == member)))
      return visit.code;
  }
  return {};
}

}  // namespace

bool is_unreached(Context& context, std::int64_t member) {
  bool any = false;
  for (const auto& contact : store::contacts_of_member(context.tx, member)) {
    const auto last = store::last_said(context.tx, contact.id);
    if (contact.stopped_at || (last && last->state != "failed")) return false;
    any = any || last;
  }
  return any;
}

void tell_of_unreached(Context& context, std::int64_t member, std::string_view message_class) {
  if (message_class == "invitation") release_invitations(context, member);
  const auto code = visit_today(context, member);
  const auto today = day_began(context.town, context.now);
  if (code.empty() || store::count_failed(context.tx, member, today) > 1) return;  // told already
  context.alerts.push_back({"alert_unreached",
                            {{"who", say_member(context, member)}, {"code", code}},
                            in_daytime(context.town, context.now)});
}

std::int64_t count_unreached_strangers(Context& context) {
  return store::count_strangers_unreached(context.tx, context.now - week);
}

std::vector<std::int64_t> unreached(Context& context) {
  auto members = store::members_with_failed_texts(context.tx, context.now - week);
  std::erase_if(members, [&](std::int64_t one) { return !is_unreached(context, one); });
  return members;
}

}  // namespace kindbank::bank
