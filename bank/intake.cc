#include "bank/intake.h"

#include "bank/arguments.h"
#include "bank/people.h"
#include "bank/rota.h"
#include "store/bank_state.h"
#include "store/coordinators.h"
#include "store/notices.h"
#include "store/partners.h"
#include "store/requests.h"
#include "store/turned_away.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

constexpr Duration stays_open = std::chrono::hours{24};

// Of the town, or of a partner organisation's own people.
std::string intake_of(const std::string& partner) {
  return partner.empty() ? "intake" : "intake " + partner;
}

bool is_paused_at(Context& context, const std::string& partner) {
  return store::find_state(context.tx, intake_of(partner)).value_or("open") == "paused";
}

void tell_turned_away(Context& context) {
  for (const auto member : store::take_turned_away(context.tx)) {
    if (is_intake_paused(context, store::partner_of_member(context.tx, member))) {
      store::put_turned_away(context.tx, member, context.now);
      continue;
    }
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

// There are coordinators, and no text reaches any: nobody would see to what nobody takes. It is
// looked at again only after one of them stopped our texts.
bool are_all_away(Context& context) {
  return who_is_told(context).empty() && !store::coordinators(context.tx).empty();
}

constexpr const char* away = "coordinators_away";

}  // namespace

bool is_intake_paused(Context& context, const std::string& partner) {
  return is_paused_at(context, "") || (!partner.empty() && is_paused_at(context, partner));
}

Told check_intake(Context& context, const Facts&) {
  const bool may_be_away = store::find_state(context.tx, away).value_or("no") == "yes";
  const auto partner = store::partner_of_member(context.tx, context.member);
  if (!is_intake_paused(context, partner) && !(may_be_away && are_all_away(context)))
    return {"open", {}};
  if (context.member != 0) store::put_turned_away(context.tx, context.member, context.now);
  return {"paused", {}};
}

Told set_intake(Context& context, const Facts& arguments) {
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  if (!coordinator) return {"not_allowed", {}};
  const auto wish = argument(arguments, "wish");
  if (wish != "pause" && wish != "paused" && wish != "open") return {"unknown", {}};
  const bool open = wish == "open";
  store::put_state(context.tx, intake_of(coordinator->partner), open ? "open" : "paused");
  if (open) {
    if (coordinator->partner.empty())
      store::put_state(context.tx, "intake_opened_at", std::to_string(to_millis(context.now)));
    tell_turned_away(context);
  }
  return {open ? "open" : "paused", {}};
}

void coordinator_goes_away(Context& context) {
  if (!coordinator_name(context).empty() && are_all_away(context))
    store::put_state(context.tx, away, "yes");
}

void coordinator_is_back(Context& context) {
  if (coordinator_name(context).empty()) return;
  store::put_state(context.tx, away, "no");
  tell_turned_away(context);
}

void brake_if_full(Context& context) {
  const auto opened = store::find_state(context.tx, "intake_opened_at");
  if (opened && context.now - from_millis(std::stoll(*opened)) < stays_open) return;
  const auto& [limit, days] = context.town.intake;
  const auto old = store::count_open_since(context.tx, context.now - std::chrono::hours{24} * days);
  if (old <= limit) return;
  store::put_state(context.tx, "intake", "paused");
  context.alerts.push_back({"alert_brake",
                            {{"count", std::to_string(old)},
                             {"days", std::to_string(days) + (days == 1 ? " day" : " days")}},
                            in_daytime(context.town, context.now)});
}

}  // namespace kindbank::bank
