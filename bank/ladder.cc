#include "bank/ladder.h"

#include <algorithm>
#include <array>

#include "bank/arguments.h"
#include "bank/people.h"
#include "store/contacts.h"
#include "store/dues.h"
#include "store/members.h"
#include "store/notices.h"
#include "store/requests.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using Minutes = std::chrono::minutes;

constexpr Minutes longer{30};

struct Rung {
  std::string_view name;
  Minutes after;  // the planned end
};
constexpr std::array<Rung, 3> rungs = {
    {{"check", Minutes{15}}, {"desk", Minutes{30}}, {"contact", Minutes{45}}}};

void plan_end(Context& context, const store::Visit& visit, Time end) {
  const auto subject = std::to_string(visit.id);
  store::set_planned_end(context.tx, visit.id, end);
  store::cancel_dues(context.tx, "visit", subject);
  for (const auto& rung : rungs)
    store::insert_due(context.tx, {context.ids.next(), "visit", subject,
                                   std::string(rung.name) + " " + std::to_string(to_millis(end)),
                                   end + rung.after});
}

// At once and at night, too: it is about their safety.
void ask_helper(Context& context, const store::Visit& visit, const std::string& cause) {
  store::Notice notice;
  notice.id = context.ids.next();
  notice.cause = "visit " + std::to_string(visit.id) + " " + cause;
  notice.member = visit.helper;
  notice.event = "visit.overdue";
  notice.facts = {{"code", visit.code}};
  notice.message_class = "alert";
  notice.quiet = store::Notice::Quiet::ignores;
  notice.not_before = context.now;
  notice.created_at = context.now;
  store::insert_notice(context.tx, notice);
}

// Where the helper was heard from last; "" where nowhere.
std::string phone_of(Context& context, std::int64_t member) {
  const auto contacts = store::contacts_of_member(context.tx, member);
  const auto last = std::max_element(
      contacts.begin(), contacts.end(),
      [](const auto& one, const auto& other) { return one.last_heard_at < other.last_heard_at; });
  return last == contacts.end() ? std::string{} : last->address.handle;
}

// "Ben, member 2 at +447400123456, job K4T7 with Ada, member 1, Old Town"
std::string say_visit(Context& context, const store::Visit& visit) {
  auto said = say_member(context, visit.helper) + " at " + phone_of(context, visit.helper) +
              ", job " + visit.code;
  if (const auto request = store::find_request(context.tx, visit.request))
    said += " with " + say_member(context, request->subject) + ", " + say_place(context, *request);
  return said;
}

}  // namespace

void begin_ladder(Context& context, const store::Visit& visit, const std::string& category,
                  Time began) {
  const auto found = context.town.categories.find(category);
  const auto mostly = found == context.town.categories.end() ? 60 : found->second.minutes;
  plan_end(context, visit, std::max(began + Minutes{mostly}, context.now));
}

void stay_longer(Context& context, const store::Visit& visit) {
  plan_end(context, visit, std::max(visit.planned_end.value_or(context.now), context.now) + longer);
}

void end_ladder(Context& context, const store::Visit& visit) {
  store::cancel_dues(context.tx, "visit", std::to_string(visit.id));
}

void climb_ladder(Context& context, const std::string& visit_id, const std::string& step) {
  const auto visit = store::find_visit(context.tx, std::stoll(visit_id));
  if (!visit || visit->state != "started" || !visit->planned_end) return;
  const auto space = step.find(' ');
  if (step.substr(space + 1) != std::to_string(to_millis(*visit->planned_end))) return;
  const auto rung = step.substr(0, space);
  if (rung == "check") return ask_helper(context, *visit, step);
  const auto said = say_visit(context, *visit);
  if (rung == "desk") {
    context.alerts.push_back(
        {"alert_overdue", {{"visit", said}, {"code", visit->code}}, context.now, visit->code});
    return;
  }
  const auto named = store::emergency_contact(context.tx, visit->helper);
  const auto contact =
      named.empty() ? "They named nobody to ring." : "Their contact is " + named + ".";
  context.alerts.push_back({"alert_contact",
                            {{"visit", said}, {"contact", contact}, {"code", visit->code}},
                            context.now,
                            visit->code});
}

Told save_contact(Context& context, const Facts& arguments) {
  if (context.member != 0)
    store::set_emergency_contact(context.tx, context.member, argument(arguments, "answer"));
  return {"saved", {}};
}

}  // namespace kindbank::bank
