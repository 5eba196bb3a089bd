#include "bank/matching.h"

#include <algorithm>
#include <optional>

#include "bank/apart.h"
#include "bank/appointment.h"
#include "bank/arguments.h"
#include "bank/codes.h"
#include "bank/dispatch.h"
#include "bank/job_news.h"
#include "bank/job_note.h"
#include "bank/no_shows.h"
#include "bank/people.h"
#include "bank/requests.h"
#include "bank/street.h"
#include "bank/urgency.h"
#include "bank/waves.h"
#include "bank/who_comes.h"
#include "store/contacts.h"
#include "store/dues.h"
#include "store/invitations.h"
#include "store/preferences.h"
#include "store/streets.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using std::chrono::hours;
using std::chrono::minutes;

constexpr hours another_helper_within{1};
constexpr std::int64_t latest = 240;  // minutes; who comes later names another hour

Duration names_hour_within(const std::string& urgency) {
  if (urgency == "today") return minutes{30};
  return urgency == "soon" ? hours{4} : hours{24};
}

void await_hour(Context& context, const store::Request& request, const store::Visit& visit) {
  const auto within = names_hour_within(urgency_now(context.town, request, context.now));
  const auto from = in_daytime(context.town, context.now);
  store::insert_due(context.tx, {context.ids.next(), "promise", std::to_string(visit.id), "hour",
                                 in_daytime(context.town, from + within)});
}

store::Visit insert_visit(Context& context, const store::Request& request, std::int64_t helper) {
  store::Visit visit;
  visit.id = context.ids.next();
  visit.request = request.id;
  visit.code = request.code;
  visit.helper = helper;
  visit.created_at = context.now;
  store::insert_visit(context.tx, visit);
  return visit;
}

// The first yes: a visit, at the hour that was asked for where there is one.
void agree(Context& context, const store::Request& request, store::Id invitation) {
  store::set_invitation_state(context.tx, invitation, "won", context.now);
  const auto visit = insert_visit(context, request, context.member);
  const auto when = fix_hour(context, visit, request.wanted);
  if (!when) await_hour(context, request, visit);
  use_street(context, request);
  store::cancel_dues(context.tx, "answer_by", std::to_string(request.id));
  store::cancel_dues(context.tx, "wave", std::to_string(request.id));
  stand_down(context, request, "request.found");
  tell_who_comes(context, {request, visit}, when.value_or(""));
  tell_note(context, request, visit);
}

// Who had the job knows its word.
std::string another_word(Context& context, const store::Request& request) {
  auto word = draw_door_word(context.ids);
  while (word == request.door_word) word = draw_door_word(context.ids);
  return word;
}

// It is open again, and older than what was asked meanwhile. Returns by when the asker hears what
// comes of it.
Time open_again(Context& context, const OwnJob& job, const std::string& visit_state) {
  const auto id = std::to_string(job.request.id);
  store::set_visit_state(context.tx, job.visit.id, visit_state, context.now);
  store::cancel_dues(context.tx, "appointment", std::to_string(job.visit.id));
  store::cancel_dues(context.tx, "promise", std::to_string(job.visit.id));
  const auto won = store::find_invitation(context.tx, job.request.id, job.visit.helper);
  if (won && won->state == "won")
    store::set_invitation_state(context.tx, won->id, "released", context.now);
  const int waves = waves_out(context, job.request);
  const auto by = answer_by(context.town, job.request, context.now);
  store::reopen_request(context.tx, job.request.id,
                        {waves, by, another_word(context, job.request)});
  store::insert_due(
      context.tx, {context.ids.next(), "answer_by", id, "after wave " + std::to_string(waves), by});
  return by;
}

void tell_asker_of_loss(Context& context, const OwnJob& job, Time by) {
  tell_of_job(context, job.request.member,
              {"request.reopened",
               "reopened " + std::to_string(job.visit.id),
               {{"code", job.request.code},
                {"helper", call_by_name(context, job.visit.helper)},
                {"answer_by", say_when(context.town, context.now, by)}},
               say_member(context, job.visit.helper) + ", cannot come and we are asking others"});
}

void tell_helper(Context& context, const OwnJob& job, const std::string& event, Facts facts,
                 const std::string& untold) {
  facts["code"] = job.request.code;
  const auto invitation = store::find_invitation(context.tx, job.request.id, job.visit.helper);
  if (!invitation) return;
  JobNews news{event, event + " " + std::to_string(job.visit.id), std::move(facts), untold};
  news.closes = about_invitation(invitation->id);
  tell_of_job(context, job.visit.helper, news);
}

void tell_helper_of_loss(Context& context, const OwnJob& job) {
  tell_helper(context, job, "visit.given_away",
              {{"first", call_by_name(context, job.request.subject)}},
              "it goes to somebody else and they are not to go");
}

Told exchange(Context& context, const OwnJob& job, const std::string& visit_state) {
  const auto by = open_again(context, job, visit_state);
  tell_helper_of_loss(context, job);
  look_again(context, job.request.id);
  return {"exchanged", {{"answer_by", say_when(context.town, context.now, by)}}};
}

// Who was told that a woman was wished for, and said yes, has said that they are one.
void note_who_they_are(Context& context, const store::Request& request) {
  const auto who = store::preference_of(context.tx, request.id);
  if (who == "woman" || who == "man") store::describe_member(context.tx, context.member, who);
}

}  // namespace

Told accept_invitation(Context& context, const Facts& arguments) {
  const auto id = number_argument(arguments, "invitation");
  const auto invitation = store::find_invitation(context.tx, id);
  if (!invitation || invitation->member != context.member) return {"closed", {}};
  const auto request = store::find_request(context.tx, invitation->request);
  if (!request) return {"closed", {}};
  if (request->state == "open" && store::is_frozen(context.tx, context.member)) return {"held", {}};
  const bool mine = request->helper == context.member && request->state == "matched";
  if (!mine && !may_still_help(context, *request, context.member)) {
    store::set_invitation_state(context.tx, id, "released", context.now);
    return {"closed", {}};
  }
  if (!mine && !store::win(context.tx, request->id, context.member, context.now)) {
    if (invitation->state == "invited")
      store::set_invitation_state(context.tx, id, "lost", context.now);
    return {request->state == "matched" || request->state == "done" ? "lost" : "closed", {}};
  }
  if (!mine) {
    agree(context, *request, id);
    note_who_they_are(context, *request);
  }
  return {"won",
          {{"code", request->code},
           {"first", call_by_name(context, request->subject)},
           {"street", place_of(context, *request)},
           {"word", request->door_word}}};
}

void agree_with(Context& context, const store::Request& request, std::int64_t helper) {
  if (!store::win(context.tx, request.id, helper, context.now)) return;
  store::Invitation invitation;
  invitation.id = context.ids.next();
  invitation.request = request.id;
  invitation.member = helper;
  invitation.state = "won";
  invitation.why = "live in the same town, and helped there before";
  invitation.asked_at = context.now;
  invitation.answered_at = context.now;
  store::insert_invitation(context.tx, invitation);
  const auto visit = insert_visit(context, request, helper);
  fix_hour(context, visit, request.wanted);
  want_street(context, request, visit, "at first");
}

Told look_at_hour(Context& context, const Facts& arguments) {
  const auto job = own_job(context, arguments);
  if (!job) return {"which_day", {}};
  if (job->visit.agreed_for) return {"agreed", {{"when", say_hour_of(context, job->visit)}}};
  auto day = say_wanted_day(context.town, job->request, context.now);
  if (day.empty()) return {"which_day", {}};
  return {"which_hour", {{"day", std::move(day)}}};
}

void hour_promised(Context& context, const std::string& visit_id) {
  auto visit = store::find_visit(context.tx, std::stoll(visit_id));
  auto request = visit ? store::find_request(context.tx, visit->request) : std::nullopt;
  if (!request || visit->state != "agreed" || visit->agreed_for) return;
  const OwnJob job{std::move(*request), std::move(*visit)};
  const auto invitation = store::find_invitation(context.tx, job.request.id, job.visit.helper);
  const auto by = open_again(context, job, "called_off");
  tell_asker_of_loss(context, job, by);
  tell_helper(context, job, "visit.no_hour",
              {{"invitation", invitation ? std::to_string(invitation->id) : ""}},
              "no hour was named, so others are asked");
  look_again(context, job.request.id);
}

// Nobody hears that a helper does not come of whom they have not heard that they come.
void hand_back(Context& context, const OwnJob& job) {
  const auto by = open_again(context, job, "called_off");
  const bool unheard = take_back_who_comes(context, job.visit);
  if (!unheard || !gets_texts(context, job.request.member)) tell_asker_of_loss(context, job, by);
  look_again(context, job.request.id);
}

void give_to_others(Context& context, const OwnJob& job) {
  tell_asker_of_loss(context, job, open_again(context, job, "called_off"));
  tell_helper_of_loss(context, job);
  look_again(context, job.request.id);
}

Told look_at_side(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  if (!job) return {"other", {}};
  return {context.member == job->visit.helper ? "helps" : "asked", {}};
}

Told let_go(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  if (!job) return {"unknown", {}};
  if (context.member == job->visit.helper) {
    hand_back(context, *job);
    return {"handed_back", {}};
  }
  if (context.now - job->visit.created_at > another_helper_within) return {"too_late", {}};
  return exchange(context, *job, "called_off");
}

Told give_up_waiting(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  if (!job || context.member == job->visit.helper) return {"unknown", {}};
  const auto exchanged = exchange(context, *job, "missed");
  // Who was never told where to go has not stayed away.
  if (store::find_street(context.tx, job->request.subject))
    note_no_show(context, job->visit.helper);
  return exchanged;
}

Told come_later(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  const auto late = number_argument(arguments, "answer");
  if (!job || context.member != job->visit.helper || late < 1 || late > latest)
    return {"unknown", {}};
  expect_later(context, job->visit, minutes{late});
  tell_of_job(context, job->request.member,
              {"visit.late",
               "late " + std::to_string(context.ids.next()),
               {{"code", job->request.code},
                {"helper", call_by_name(context, job->visit.helper)},
                {"mins", std::to_string(late)}},
               {}});
  return {"told", {{"mins", std::to_string(late)}}};
}

}  // namespace kindbank::bank
