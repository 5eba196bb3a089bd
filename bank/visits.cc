#include "bank/visits.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "bank/afterwards.h"
#include "bank/appointment.h"
#include "bank/arguments.h"
#include "bank/calendar.h"
#include "bank/dispatch.h"
#include "bank/door.h"
#include "bank/doubt.h"
#include "bank/ladder.h"
#include "bank/lists.h"
#include "bank/own_job.h"
#include "bank/people.h"
#include "bank/who_comes.h"
#include "store/dues.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/notes.h"
#include "store/notices.h"
#include "store/offers.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

// A break from invitations, where its length is not said, and at most.
constexpr std::int64_t break_weeks = 4;
constexpr std::int64_t most_weeks = 52;

// The open visit with this code that the speaker helps with.
std::optional<store::Visit> own_visit(Context& context, const Facts& arguments) {
  if (context.member == 0) return std::nullopt;
  const auto code = capitals(argument(arguments, "code"));
  for (auto& visit : store::open_visits_of_helper(context.tx, context.member))
    if (visit.code == code) return std::move(visit);
  return std::nullopt;
}

// It has ended already, and how long it took is still to be said.
bool is_unreported(Context& context, const Facts& arguments) {
  const auto visits = store::unreported_visits_of_helper(context.tx, context.member);
  return std::any_of(visits.begin(), visits.end(), [&](const store::Visit& visit) {
    return visit.code == capitals(argument(arguments, "code"));
  });
}

// What a flow's choice is called in a coordinator's text.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> wish_phrases = {
    {{"day", "another day or time"},
     {"drop", "not needed any more"},
     {"cannot", "cannot come"},
     {"late", "running late"},
     {"other", "another helper"},
     {"nobody_in", "nobody opens the door"},
     {"hours", "the hours are not right"}}};

void begin_visit(Context& context, const store::Visit& visit, Time began) {
  store::set_visit_state(context.tx, visit.id, "started", context.now);
  door_is_open(context, visit);
  const auto request = store::find_request(context.tx, visit.request);
  begin_ladder(context, visit, request ? request->category : "", began);
  if (request) tell_at_once(context, {*request, visit}, Helper::at_the_door);
}

Time rest_until(Context& context, std::int64_t member, const std::vector<store::Offer>& offers,
                std::int64_t weeks) {
  for (const auto& offer : offers)
    if (offer.state == "active") store::set_offer_state(context.tx, offer.id, "paused");
  const auto ends = in_daytime(context.town, context.now + std::chrono::hours{24 * 7} * weeks);
  const auto subject = std::to_string(member);
  store::cancel_dues(context.tx, "break", subject);
  store::insert_due(context.tx,
                    {context.ids.next(), "break", subject, std::to_string(to_millis(ends)), ends});
  return ends;
}

std::string say_wish(const std::string& wish) {
  for (const auto& [key, phrase] : wish_phrases)
    if (key == wish) return std::string(phrase);
  return "something is to be changed";
}

}  // namespace

std::optional<Time> begin_break(Context& context, std::int64_t member, std::int64_t weeks) {
  auto offers = store::offers(context.tx, member);
  std::erase_if(offers, [](const store::Offer& offer) { return offer.state != "active"; });
  if (offers.empty()) return std::nullopt;
  const auto ends = rest_until(context, member, offers, weeks);
  release_invitations(context, member);
  return ends;
}

std::vector<std::string> wishes() {
  std::vector<std::string> all;
  for (const auto& [key, phrase] : wish_phrases) all.emplace_back(key);
  return all;
}

bool is_of_a_later_day(const Context& context, const store::Visit& visit) {
  const auto local = read_local_time(visit.agreed_for.value_or(""));
  return local && context.town.zone.to_utc(*local) > context.now &&
         !is_today(context.town, context.now, *visit.agreed_for);
}

Told arrive(Context& context, const Facts& arguments) {
  const auto visit = own_visit(context, arguments);
  if (!visit) return {"unknown", {}};
  if (visit->state != "agreed") return {"started", {}};
  if (is_of_a_later_day(context, *visit))
    return {"early", {{"when", say_hour_of(context, *visit)}}};
  begin_visit(context, *visit, context.now);
  return {"started", {}, questions_about(context, *visit)};
}

Told helper_came(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  if (!job || context.member == job->visit.helper) return {"unknown", {}};
  begin_visit(context, job->visit,
              std::min(start_of(context, job->visit).value_or(context.now), context.now));
  return {"started", {}};
}

std::vector<std::string> end_visit(Context& context, const store::Visit& visit) {
  auto settled = questions_about(context, visit);
  store::set_visit_state(context.tx, visit.id, "ended", context.now);
  end_ladder(context, visit);
  const auto request = store::find_request(context.tx, visit.request);
  if (request && request->state == "matched") {
    store::set_request_state(context.tx, request->id, "done");
    store::forget_note(context.tx, request->id);
    const auto invitation = store::find_invitation(context.tx, request->id, visit.helper);
    if (invitation && invitation->state == "won")
      store::set_invitation_state(context.tx, invitation->id, "done", context.now);
  }
  return settled;
}

Told finish(Context& context, const Facts& arguments) {
  const auto visit = own_visit(context, arguments);
  if (!visit) return {is_unreported(context, arguments) ? "ended" : "unknown", {}};
  auto settled = end_visit(context, *visit);
  ask_next_day(context, *visit);
  return {"ended", {}, std::move(settled)};
}

// A code that is none of theirs does not stop the clock that watches over them.
Told stay(Context& context, const Facts& arguments) {
  if (context.member == 0) return {"nothing", {}};
  auto visits = store::open_visits_of_helper(context.tx, context.member);
  std::erase_if(visits, [](const auto& visit) { return visit.state != "started"; });
  const auto code = capitals(argument(arguments, "code"));
  const auto is_named = [&](const auto& visit) { return visit.code == code; };
  if (std::any_of(visits.begin(), visits.end(), is_named))
    std::erase_if(visits, std::not_fn(is_named));
  for (const auto& visit : visits) stay_longer(context, visit);
  return {visits.empty() ? "nothing" : "visiting", {}};
}

Told change_job(Context& context, const Facts& arguments) {
  const auto code = capitals(argument(arguments, "code"));
  const auto request = store::find_by_code(context.tx, code);
  const bool helps = request && context.member != 0 && request->helper == context.member;
  const bool asks = request && context.member != 0 && request->member == context.member;
  if (!helps && !asks) return ask_person(context, arguments);  // it names no job of theirs
  const bool may_end = is_live(*request) && !is_under_way(context, *request);
  if (asks && may_end && argument(arguments, "wish") == "drop") {
    call_off(context, *request, Over::cancelled);
    return {"called_off", {{"code", code}}, {about_job(code)}};
  }
  if (const auto job = own_planned_job(context, arguments))
    forget_doubt(context, job->visit);  // they hear it now
  return ask_about_job(context, code, helps ? "helper of" : "who asked for",
                       say_wish(argument(arguments, "wish")));
}

Told dispute_job(Context& context, const Facts& arguments) {
  auto disputed = arguments;
  disputed["wish"] = "hours";
  return change_job(context, disputed);
}

Told pause_offers(Context& context, const Facts& arguments) {
  if (context.member == 0) return {"nothing", {}};
  const auto offers = store::offers(context.tx, context.member);
  const auto is_offered = [](const store::Offer& offer) { return offer.state != "left"; };
  if (std::none_of(offers.begin(), offers.end(), is_offered)) return {"nothing", {}};
  const bool said = !argument(arguments, "weeks").empty();
  const auto asked = said ? number_argument(arguments, "weeks") : break_weeks;
  if (asked < 1 || asked > most_weeks) return {"how_long", {}};
  const auto ends = rest_until(context, context.member, offers, asked);
  auto settled = release_invitations(context, context.member);
  const auto day = say_date(context.town, context.now, ends);
  std::string jobs;
  for (const auto& visit : store::open_visits_of_helper(context.tx, context.member))
    jobs += (jobs.empty() ? "" : ", ") + visit.code;
  if (jobs.empty()) return {"paused", {{"day", day}}, std::move(settled)};
  return {"with_jobs", {{"jobs", jobs}, {"day", day}}, std::move(settled)};
}

void end_pause(Context& context, std::int64_t member) {
  int ended = 0;
  store::cancel_dues(context.tx, "break", std::to_string(member));
  for (const auto& offer : store::offers(context.tx, member)) {
    if (offer.state != "paused") continue;
    store::set_offer_state(context.tx, offer.id, "active");
    ++ended;
  }
  if (ended > 0) invite_to_open(context, member);
}

Told explain_invitation(Context& context, const Facts&) {
  const auto last = store::last_invitation(context.tx, context.member);
  const auto request = last ? store::find_request(context.tx, last->request) : std::nullopt;
  if (!request) return {"never", {}};
  return {"asked",
          {{"code", request->code},
           {"task", task_of(context, request->category)},
           {"reason", last->why}}};
}

}  // namespace kindbank::bank
