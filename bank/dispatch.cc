#include "bank/dispatch.h"

#include <algorithm>
#include <set>

#include "bank/arguments.h"
#include "bank/calendar.h"
#include "bank/job_news.h"
#include "bank/people.h"
#include "bank/rota.h"
#include "bank/urgency.h"
#include "bank/waves.h"
#include "store/contacts.h"
#include "store/dues.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/notes.h"
#include "store/notices.h"
#include "store/offers.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

// Each search for a helper is told of once.
std::string say_search(const store::Request& request) {
  return request.waves_before == 0 ? "" : " after wave " + std::to_string(request.waves_before);
}

std::optional<store::Visit> open_visit(Context& context, const store::Request& request) {
  if (request.state != "matched" || !request.helper) return std::nullopt;
  for (auto& visit : store::open_visits_of_helper(context.tx, *request.helper))
    if (visit.request == request.id) return std::move(visit);
  return std::nullopt;
}

void call_off_visit(Context& context, const store::Request& request, const store::Visit& visit) {
  store::set_visit_state(context.tx, visit.id, "called_off", context.now);
  const auto invitation = store::find_invitation(context.tx, request.id, visit.helper);
  if (invitation && invitation->state == "won")
    store::set_invitation_state(context.tx, invitation->id, "released", context.now);
  tell_of_job(context, visit.helper,
              {"visit.called_off",
               "called off " + std::to_string(visit.id),
               {{"code", request.code}, {"first", call_by_name(context, request.subject)}},
               "it is called off and nobody is to go",
               invitation ? about_invitation(invitation->id) : ""});
}

// The asker learns that nobody is being asked any more, and a person looks now, not only when the
// answer is due. Each hears it once.
void tell_nobody_is_left(Context& context, const store::Request& request) {
  const auto told = tell_of_job(context, request.member,
                                {"request.nobody_left",
                                 "nobody left " + std::to_string(request.id) + say_search(request),
                                 {{"code", request.code}},
                                 {}});
  const bool known = store::invitations_of_request(context.tx, request.id).empty();
  if (told == store::Inserted::was_there || known) return;
  const auto asker = gets_texts(context, request.member)
                         ? std::string("The person who asked knows")
                         : "Please ring " + say_member(context, request.member) + ", who asked";
  context.alerts.push_back({"alert_nobody_left",
                            {{"code", request.code}, {"asker", asker}},
                            in_daytime(context.town, context.now)});
}

// Nobody waits out a wave that everybody has answered.
void go_on_asking(Context& context, store::Id id) {
  const auto request = store::find_request(context.tx, id);
  if (!request || request->state != "open" || is_being_asked(context, *request)) return;
  if (open_wave(context, *request) == 0) tell_nobody_is_left(context, *request);
}

// When a person looks at what nobody has said yes to: of today whoever is on call at once, of two
// days whoever has worked six hours since it was asked; what has more time is a line of the digest.
std::optional<Time> looked_at(Context& context, const store::Request& request) {
  const auto urgency = urgency_now(context.town, request, context.now);
  if (urgency != "today" && urgency != "soon") return std::nullopt;
  if (urgency == "today" && is_someone_on_call(context))
    return in_daytime(context.town, context.now);
  return std::max(context.now,
                  after_working_time(context.town, request.created_at, std::chrono::hours{6}));
}

// Whoever comes next is asked instead.
void release(Context& context, const store::Invitation& invitation) {
  store::set_invitation_state(context.tx, invitation.id, "released", context.now);
  const auto request = store::find_request(context.tx, invitation.request);
  if (request && request->state == "open" && fill_wave(context, *request) == 0)
    go_on_asking(context, request->id);
}

}  // namespace

void stand_down(Context& context, const store::Request& request, const std::string& event) {
  std::vector<std::int64_t> free_again;
  for (const auto& other : store::invitations_of_request(context.tx, request.id)) {
    if (other.state != "invited") continue;
    free_again.push_back(other.member);
    store::set_invitation_state(context.tx, other.id, "lost", context.now);
    if (store::cancel_notices(context.tx, about_invitation(other.id), context.now) > 0) continue;
    store::Notice notice;
    notice.id = context.ids.next();
    notice.cause = "settled " + std::to_string(request.id) + say_search(request);
    notice.member = other.member;
    notice.event = event;
    notice.facts = {{"code", request.code}};
    notice.closes = about_invitation(other.id);
    notice.message_class = "invitation";
    notice.not_before = in_daytime(context.town, context.now);
    notice.created_at = context.now;
    store::insert_notice(context.tx, notice);
  }
  for (const auto member : free_again) invite_to_open(context, member);
}

void dispatch(Context& context, const store::Request& request) {
  if (open_wave(context, request) == 0)
    context.alerts.push_back(
        {"alert_nobody", {{"code", request.code}}, in_daytime(context.town, context.now)});
}

void look_again(Context& context, store::Id request) { go_on_asking(context, request); }

void end_wave(Context& context, const std::string& request_id, const std::string& wave) {
  const auto request =
      store::find_request(context.tx, std::strtoll(request_id.c_str(), nullptr, 10));
  if (request && request->state == "open" && !wave_ended(context, *request, wave))
    tell_nobody_is_left(context, *request);
}

void invite_to_open(Context& context, std::int64_t member) {
  std::set<std::string> offered;
  for (const auto& offer : store::offers(context.tx, member))
    if (offer.state == "active") offered.insert(offer.category);
  for (const auto& request : store::requests_in_state(context.tx, "open"))
    if (offered.count(request.category) > 0) fill_wave(context, request);
}

Told decline_invitation(Context& context, const Facts& arguments) {
  const auto id = number_argument(arguments, "invitation");
  const auto invitation = store::find_invitation(context.tx, id);
  if (!invitation || invitation->member != context.member) return {"declined", {}};
  const auto& state = invitation->state;
  if (state == "invited" || state == "expired" || state == "lost")  // not asked again
    store::set_invitation_state(context.tx, id, "declined", context.now);
  if (state == "invited") {
    invite_to_open(context, context.member);
    go_on_asking(context, invitation->request);
  }
  return {"declined", {}};
}

bool is_live(const store::Request& request) {
  return request.state == "open" || request.state == "matched" || request.state == "waiting";
}

bool is_under_way(Context& context, const store::Request& request) {
  const auto visit = open_visit(context, request);
  return visit && visit->state == "started";
}

void call_off(Context& context, const store::Request& request, Over over) {
  const bool cancelled = over == Over::cancelled;
  if (const auto visit = open_visit(context, request)) call_off_visit(context, request, *visit);
  store::set_request_state(context.tx, request.id, cancelled ? "cancelled" : "unmet");
  store::forget_note(context.tx, request.id);
  store::cancel_dues(context.tx, "answer_by", std::to_string(request.id));
  store::cancel_dues(context.tx, "wave", std::to_string(request.id));
  store::cancel_dues(context.tx, "still_needed", std::to_string(request.id));
  stand_down(context, request, cancelled ? "request.cancelled" : "request.closed");
}

void expire_invitation(Context& context, const std::string& id) {
  const auto invitation = store::find_invitation(context.tx, std::strtoll(id.c_str(), nullptr, 10));
  if (!invitation || invitation->state != "invited") return;
  if (!time_to_answer_is_over(context, *invitation)) return;  // asked anew since
  store::set_invitation_state(context.tx, invitation->id, "expired", context.now);
  store::cancel_notices(context.tx, about_invitation(invitation->id), context.now);
  invite_to_open(context, invitation->member);
  go_on_asking(context, invitation->request);
}

std::vector<std::string> release_invitations(Context& context, std::int64_t member) {
  std::vector<std::string> released;
  for (const auto& invitation : store::invitations_of_member(context.tx, member)) {
    released.push_back(about_invitation(invitation.id));
    store::cancel_notices(context.tx, released.back(), context.now);
    release(context, invitation);
  }
  return released;
}

void take_back_invitations(Context& context, std::int64_t member, std::int64_t asker) {
  for (const auto& invitation : store::invitations_of_member(context.tx, member)) {
    const auto request = store::find_request(context.tx, invitation.request);
    if (!request || (request->member != asker && request->subject != asker)) continue;
    store::cancel_notices(context.tx, about_invitation(invitation.id), context.now);
    release(context, invitation);
  }
}

void answer_promised(Context& context, const std::string& request_id) {
  const auto request =
      store::find_request(context.tx, std::strtoll(request_id.c_str(), nullptr, 10));
  if (!request || request->state != "open") return;
  if (!is_being_asked(context, *request)) return tell_nobody_is_left(context, *request);
  const bool first_search = request->waves_before == 0;
  if (first_search && context.now - request->created_at >= ask_again_after)
    return;  // asked after instead
  tell_of_job(context, request->member,
              {"request.unanswered",
               "unanswered " + request_id + say_search(*request),
               {{"code", request->code}},
               {}});
  if (const auto at = looked_at(context, *request))
    context.alerts.push_back({"alert_unanswered", {{"code", request->code}}, *at});
}

void ask_if_still_needed(Context& context, const std::string& request_id, const std::string& step) {
  constexpr int most_times = 4;
  const auto request =
      store::find_request(context.tx, std::strtoll(request_id.c_str(), nullptr, 10));
  if (!request || !is_live(*request)) return;
  const int times = std::atoi(step.c_str());
  if (request->state == "open")
    tell_of_job(context, request->member,
                {"request.still_needed",
                 "still " + request_id + " " + step,
                 {{"code", request->code}},
                 "nobody was found yet; is it still needed?"});
  if (times < most_times)
    store::insert_due(context.tx,
                      {context.ids.next(), "still_needed", request_id, std::to_string(times + 1),
                       in_daytime(context.town, context.now + ask_again_after)});
}

Told keep_request(Context& context, const Facts& arguments) {
  const auto request = store::find_by_code(context.tx, argument(arguments, "code"));
  if (!request || request->member != context.member || request->state != "open")
    return {"over", {}};
  if (argument(arguments, "wish") == "no") {
    call_off(context, *request, Over::cancelled);
    return {"called_off", {}};
  }
  ask_some_more(context, *request);
  return {"kept", {}};
}

}  // namespace kindbank::bank
