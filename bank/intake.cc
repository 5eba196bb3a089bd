#include "bank/intake.h"

#include "bank/arguments.h"
#include "store/bank_state.h"
#include "store/coordinators.h"
#include "store/notices.h"
#include "store/requests.h"
#include "store/turned_away.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

// More than one coordinator can see to in a day's quarter of an hour.
constexpr std::int64_t most_old_requests = 20;
constexpr Duration is_old = std::chrono::hours{5 * 24};
constexpr Duration stays_open = std::chrono::hours{24};

void tell_turned_away(Context& context) {
  for (const auto member : store::take_turned_away(context.tx)) {
    store::Notice notice;
    notice.id = context.ids.next();
    notice.cause = "intake " + std::to_string(to_millis(context.now));
    notice.member = member;
    notice.event = "intake.opened";
    notice.message_class = "news";
    notice.not_before = after_the_night(context.town, context.now, member, Concern::other);
    notice.created_at = context.now;
    store::insert_notice(context.tx, notice);
  }
}

}  // namespace

Told check_intake(Context& context, const Facts&) {
  if (store::find_state(context.tx, "intake").value_or("open") != "paused") return {"open", {}};
  if (context.member != 0) store::put_turned_away(context.tx, context.member, context.now);
  return {"paused", {}};
}

Told set_intake(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto wish = argument(arguments, "wish");
  if (wish != "pause" && wish != "paused" && wish != "open") return {"unknown", {}};
  const bool open = wish == "open";
  store::put_state(context.tx, "intake", open ? "open" : "paused");
  if (open) {
    store::put_state(context.tx, "intake_opened_at", std::to_string(to_millis(context.now)));
    tell_turned_away(context);
  }
  return {open ? "open" : "paused", {}};
}

void brake_if_full(Context& context) {
  const auto opened = store::find_state(context.tx, "intake_opened_at");
  if (opened && context.now - from_millis(std::stoll(*opened)) < stays_open) return;
  const auto old = store::count_open_since(context.tx, context.now - is_old);
  if (old < most_old_requests) return;
  store::put_state(context.tx, "intake", "paused");
  context.alerts.push_back(
      {"alert_brake", {{"count", std::to_string(old)}}, in_daytime(context.town, context.now)});
}

}  // namespace kindbank::bank
