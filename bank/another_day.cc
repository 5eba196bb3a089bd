#include "bank/another_day.h"

#include <tuple>

#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/requests.h"
#include "bank/urgency.h"
#include "bank/waves.h"
#include "store/dues.h"
#include "store/invitations.h"
#include "store/notices.h"

namespace kindbank::bank {
namespace {

using dialog::Told;
using std::chrono::hours;

bool has_hour(const std::string& wanted) { return wanted.find('T') != std::string::npos; }

bool can_be_then(const Context& context, const std::string& wanted) {
  const auto local = read_local_time(wanted);
  if (!local) return false;
  const auto then = context.town.zone.to_utc(*local);
  if (!has_hour(wanted)) return then >= day_began(context.town, context.now);
  return then > context.now && !is_quiet(context.town, then);
}

// By how far off the end of that day, or the hour, is.
std::string urgency_of(const Context& context, const std::string& wanted) {
  const auto then = context.town.zone.to_utc(*read_local_time(wanted));
  const auto left = then - context.now + (has_hour(wanted) ? hours{0} : hours{24});
  if (left <= hours{24}) return "today";
  return left <= hours{48} ? "soon" : "week";
}

// Whoever was asked for the old day and may be asked for the new one.
void take_back(Context& context, const store::Request& request) {
  for (const auto& one : store::invitations_of_request(context.tx, request.id)) {
    if (one.state != "invited" && one.state != "expired") continue;
    store::cancel_notices(context.tx, about_invitation(one.id), context.now);
    store::set_invitation_state(context.tx, one.id, "lost", context.now);
  }
}

void promise_answer(Context& context, const store::Request& request) {
  const auto id = std::to_string(request.id);
  for (const auto* kind : {"answer_by", "wave"}) store::cancel_dues(context.tx, kind, id);
  store::insert_due(context.tx,
                    {context.ids.next(), "answer_by", id,
                     "moved " + std::to_string(to_millis(context.now)), *request.answer_by});
}

}  // namespace

Told move_to_another_day(Context& context, const dialog::Facts& arguments) {
  auto request = store::find_by_code(context.tx, capitals(argument(arguments, "code")));
  if (!request || context.member == 0 || request->member != context.member ||
      request->state != "open")
    return {"over", {}};
  request->wanted = argument(arguments, "answer");
  if (!can_be_then(context, request->wanted)) return {"not_then", {}};
  request->urgency = urgency_of(context, request->wanted);
  request->waves_before = waves_out(context, *request);
  request->answer_by = answer_by(context.town, *request, context.now);
  store::move_request(context.tx, *request);
  take_back(context, *request);
  promise_answer(context, *request);
  look_again(context, request->id);
  return {"moved",
          {{"day", say_urgency(context.town, *request, context.now)},
           {"answer_by", say_when(context.town, context.now, *request->answer_by)}}};
}

}  // namespace kindbank::bank
