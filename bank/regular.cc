#include "bank/regular.h"

#include <algorithm>
#include <optional>

#include "bank/appointment.h"
#include "bank/arguments.h"
#include "bank/codes.h"
#include "bank/dispatch.h"
#include "bank/job_news.h"
#include "bank/matching.h"
#include "bank/own_job.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "dialog/read_datetime.h"
#include "store/contacts.h"
#include "store/dues.h"
#include "store/invitations.h"
#include "store/series.h"
#include "store/visit_checks.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using std::chrono::hours;

constexpr hours one_day{24};
constexpr hours made_before = one_day * 6;
constexpr hours reviewed_after = one_day * 7 * 6;
constexpr std::ptrdiff_t unseen_visits = 2;
constexpr int good_visits = 2;
constexpr int weeks_of_a_break = 4;

std::string say_often(int weeks) { return weeks == 1 ? "every week" : "every two weeks"; }

// The same hour by the clock on the wall, that many weeks on.
std::string weeks_on(const Town& town, const std::string& local_time, int weeks) {
  const auto local = read_local_time(local_time);
  if (!local) return local_time;
  auto noon = *local;
  noon.hour = 12;
  auto then = town.zone.to_local(town.zone.to_utc(noon) + one_day * 7 * weeks);
  then.hour = local->hour;
  then.minute = local->minute;
  return dialog::write_datetime({then, true});
}

std::string say_next(const std::string& local_time) {
  const auto local = read_local_time(local_time);
  return local ? say_day_and_hour(*local) : std::string{};
}

void await_next(Context& context, const store::Series& series) {
  const auto local = read_local_time(series.next);
  if (!local) return;
  const auto id = std::to_string(series.id);
  store::cancel_dues(context.tx, "series", id);
  const auto at = context.town.zone.to_utc(*local) - made_before;
  store::insert_due(context.tx,
                    {context.ids.next(), "series", id, series.next,
                     std::max(in_daytime(context.town, at), context.now + Duration{1})});
}

void tell_of_series(Context& context, std::int64_t member, const std::string& event,
                    const store::Series& series, Facts facts, const std::string& untold,
                    const std::string& visit = "") {
  const auto request = store::find_request(context.tx, series.request);
  facts["code"] = request ? request->code : "";
  tell_of_job(context, member,
              {event, event + " " + std::to_string(series.id) + (visit.empty() ? "" : " " + visit),
               std::move(facts), untold});
}

// Each by itself: the visit of that hour is told of once.
void tell_both(Context& context, const store::Series& series, const std::string& event,
               const Facts& facts, const std::string& untold, const std::string& visit) {
  for (const auto member : {series.member, series.helper})
    tell_of_series(context, member, event, series, facts, untold, visit);
}

bool is_holiday(const Town& town, const std::string& local_time) {
  return town.holidays.contains(local_time.substr(0, local_time.find('T')));
}

// To the next one that is on no bank holiday; both hear of what is left out.
void pass_holidays(Context& context, store::Series& series) {
  const auto left_out = series.next;
  if (!is_holiday(context.town, left_out)) return;
  while (is_holiday(context.town, series.next))
    series.next = weeks_on(context.town, series.next, series.weeks);
  tell_both(context, series, "series.holiday",
            {{"day", say_day(*read_local_time(left_out))}, {"when", say_next(series.next)}},
            "there is no regular visit on the bank holiday", left_out);
}

// Of that helper to that member: what is over or was to begin by now, the newest first.
std::vector<store::Visit> visits_so_far(Context& context, const store::Series& series) {
  std::vector<store::Visit> all;
  for (const auto& request : store::requests(context.tx, series.member)) {
    auto visit = store::last_visit(context.tx, request.id);
    if (!visit || visit->helper != series.helper || visit->state == "called_off") continue;
    const auto start = start_of(context, *visit);
    if (visit->started_at || (start && *start < context.now)) all.push_back(std::move(*visit));
  }
  std::sort(all.begin(), all.end(), [](const store::Visit& one, const store::Visit& other) {
    return one.agreed_for > other.agreed_for;
  });
  return all;
}

// Nobody need answer a reminder, and where the helper was there silence says nothing. Where nobody
// was twice running, and the member says nothing either, a person asks once how it is, and not the
// helper.
void ask_after(Context& context, const store::Series& series) {
  Time heard{};
  for (const auto& contact : store::contacts_of_member(context.tx, series.member))
    if (contact.last_heard_at) heard = std::max(heard, *contact.last_heard_at);
  const auto visits = visits_so_far(context, series);
  const auto seen = std::find_if(visits.begin(), visits.end(), [&](const store::Visit& visit) {
    return visit.started_at || heard >= *start_of(context, visit);
  });
  if (seen - visits.begin() != unseen_visits) return;
  context.alerts.push_back({"alert_silent",
                            {{"helper", call_by_name(context, series.helper)},
                             {"asker", say_member(context, series.member)}},
                            in_daytime(context.town, context.now)});
}

std::optional<store::Series> own_series(Context& context, const Facts& arguments) {
  auto series = store::find_series(context.tx, number_argument(arguments, "series"));
  if (!series || context.member == 0 || series->helper != context.member) return std::nullopt;
  return series;
}

// The one that is named, else the oldest; a helper's once they have said yes.
std::optional<store::Series> current_series(Context& context, const Facts& arguments) {
  const auto code = capitals(argument(arguments, "code"));
  const auto named = code.empty() ? std::nullopt : store::find_by_code(context.tx, code);
  for (auto& one : regular_visits_of(context.tx, context.member))
    if (code.empty() || (named && (one.request == named->id || one.last == named->id)))
      return std::move(one);
  return std::nullopt;
}

// To the speaker; or is asked whether they would.
bool comes_regularly(Context& context, std::int64_t helper) {
  const auto all = store::series_of(context.tx, context.member);
  return std::any_of(all.begin(), all.end(), [&](const store::Series& one) {
    return one.member == context.member && one.helper == helper;
  });
}

// The visit that is made and has not begun.
std::optional<store::Request> made_job(Context& context, const store::Series& series) {
  auto request = series.last ? store::find_request(context.tx, *series.last) : std::nullopt;
  if (!request || !is_live(*request) || is_under_way(context, *request)) return std::nullopt;
  return request;
}

store::Request job_like(Context& context, const store::Request& first,
                        const std::string& local_time) {
  auto request = first;
  request.id = context.ids.next();
  request.wanted = local_time;
  request.urgency = "week";
  request.state = "open";
  request.helper.reset();
  request.matched_at.reset();
  request.answer_by.reset();
  request.waves_before = 0;
  request.created_at = context.now;
  for (int draw = 0; draw < code_draws; ++draw) {
    request.code = draw_code(context.ids);
    if (store::insert_request(context.tx, request) == store::Inserted::yes) return request;
  }
  throw std::runtime_error("no job code is free");
}

}  // namespace

std::vector<store::Series> regular_visits_of(store::Transaction& tx, std::int64_t member) {
  if (member == 0) return {};
  auto all = store::series_of(tx, member);
  std::erase_if(
      all, [&](const store::Series& one) { return one.state != "active" && one.member != member; });
  return all;
}

void offer_regular_help(Context& context, const store::Request& request) {
  if (!request.helper) return;
  if (comes_regularly(context, *request.helper)) return;
  int good = 0;
  for (const auto& one : store::requests(context.tx, request.member))
    if (one.state == "done" && one.helper == request.helper && one.category == request.category)
      ++good;
  const auto visit = store::last_visit(context.tx, request.id);
  if (good < good_visits || !visit || !visit->agreed_for) return;
  tell_of_job(context, request.member,
              {"series.offered",
               "regular " + std::to_string(request.member) + " " + std::to_string(*request.helper),
               {{"code", request.code}, {"helper", call_by_name(context, *request.helper)}},
               {}});
}

Told look_at_regular(Context& context, const Facts& arguments) {
  const auto job = own_job(context, arguments);
  if (!job || job->request.member != context.member || job->request.helper != job->visit.helper)
    return {"unknown", {}};
  if (!job->visit.agreed_for) return {"no_hour", {}};
  return {"can",
          {{"helper", call_by_name(context, job->visit.helper)},
           {"when", say_next(*job->visit.agreed_for)}}};
}

Told propose_regular(Context& context, const Facts& arguments) {
  const auto job = own_job(context, arguments);
  if (!job || job->request.member != context.member || job->request.helper != job->visit.helper ||
      !job->visit.agreed_for || comes_regularly(context, job->visit.helper))
    return {"unknown", {}};
  store::Series series;
  series.id = context.ids.next();
  series.request = job->request.id;
  series.member = context.member;
  series.helper = job->visit.helper;
  series.weeks = argument(arguments, "often") == "fortnight" ? 2 : 1;
  series.next = *job->visit.agreed_for;
  series.created_at = context.now;
  do {
    series.next = weeks_on(context.town, series.next, series.weeks);
  } while (context.town.zone.to_utc(*read_local_time(series.next)) <= context.now);
  store::insert_series(context.tx, series);
  tell_of_series(context, series.helper, "series.asked", series,
                 {{"series", std::to_string(series.id)},
                  {"first", call_by_name(context, job->request.subject)},
                  {"day", say_often(series.weeks)},
                  {"when", say_next(series.next)}},
                 "they are asked to come " + say_often(series.weeks));
  return {"asked", {}};
}

Told accept_regular(Context& context, const Facts& arguments) {
  const auto series = own_series(context, arguments);
  if (!series || series->state == "ended") return {"over", {}};
  const Facts facts = {{"day", say_often(series->weeks)}, {"when", say_next(series->next)}};
  if (series->state == "asked") {
    store::set_series_state(context.tx, series->id, "active");
    await_next(context, *series);
    store::insert_due(context.tx, {context.ids.next(), "review", std::to_string(series->id), "1",
                                   in_daytime(context.town, context.now + reviewed_after)});
    auto news = facts;
    news["helper"] = call_by_name(context, series->helper);
    tell_of_series(context, series->member, "series.agreed", *series, std::move(news),
                   "the helper comes " + say_often(series->weeks));
  }
  return {"agreed", facts};
}

Told decline_regular(Context& context, const Facts& arguments) {
  const auto series = own_series(context, arguments);
  if (series && series->state == "asked") {
    store::set_series_state(context.tx, series->id, "ended");
    tell_of_series(context, series->member, "series.declined", *series,
                   {{"helper", call_by_name(context, series->helper)}},
                   "the helper cannot come regularly");
  }
  return {"declined", {}};
}

Told look_at_series(Context& context, const Facts& arguments) {
  const auto series = current_series(context, arguments);
  if (!series) return {"none", {}};
  const auto other = series->member == context.member ? series->helper : series->member;
  return {"asked", {{"day", say_often(series->weeks)}, {"helper", call_by_name(context, other)}}};
}

std::vector<std::string> series_wishes() { return {"once", "month", "end"}; }

Told change_series(Context& context, const Facts& arguments) {
  auto series = current_series(context, arguments);
  if (!series) return {"none", {}};
  const auto wish = argument(arguments, "wish");
  const bool asks = series->member == context.member;
  int left_out = wish == "month" ? weeks_of_a_break / series->weeks : 1;
  const auto job = made_job(context, *series);
  const auto left_out_first = series->next;
  if (job) {
    call_off(context, *job, Over::cancelled);
    if (!asks)
      tell_of_job(context, series->member,
                  {"series.skipped",
                   "skipped " + std::to_string(job->id),
                   {{"code", job->code}, {"helper", call_by_name(context, series->helper)}},
                   "the next visit is left out"});
    --left_out;
  }
  if (wish == "end") {
    store::set_series_state(context.tx, series->id, "ended");
    store::cancel_dues(context.tx, "series", std::to_string(series->id));
    store::cancel_dues(context.tx, "review", std::to_string(series->id));
    tell_of_series(context, asks ? series->helper : series->member, "series.ended", *series,
                   {{"first", call_by_name(context, context.member)}},
                   "the regular visits have ended");
    return {"ended", {}};
  }
  series->next = weeks_on(context.town, series->next, series->weeks * left_out);
  store::set_series_next(context.tx, series->id, series->next, std::nullopt);
  if (series->state == "active") await_next(context, *series);
  if (left_out > 0)
    tell_of_series(
        context, asks ? series->helper : series->member, "series.left_out", *series,
        {{"first", call_by_name(context, context.member)}, {"when", say_next(series->next)}},
        "the next regular visit is on " + say_next(series->next), left_out_first);
  return {"skipped", {{"when", say_next(series->next)}}};
}

void end_all_regular_help(Context& context, std::int64_t helper) {
  for (const auto& series : store::series_of(context.tx, helper)) {
    if (series.helper != helper || series.state == "ended") continue;
    store::set_series_state(context.tx, series.id, "ended");
    for (const auto* kind : {"series", "review"})
      store::cancel_dues(context.tx, kind, std::to_string(series.id));
    tell_of_series(context, series.member, "series.ended", series,
                   {{"first", call_by_name(context, helper)}}, "the regular visits have ended");
  }
}

void make_visit(Context& context, const std::string& id, const std::string& step) {
  auto series = store::find_series(context.tx, std::stoll(id));
  if (!series || series->state != "active" || series->next != step) return;
  const auto first = store::find_request(context.tx, series->request);
  if (!first) return;
  pass_holidays(context, *series);
  if (series->next != step) {
    store::set_series_next(context.tx, series->id, series->next, series->last);
    return await_next(context, *series);
  }
  const auto request = job_like(context, *first, series->next);
  agree_with(context, request, series->helper);
  ask_after(context, *series);
  series->next = weeks_on(context.town, series->next, series->weeks);
  store::set_series_next(context.tx, series->id, series->next, request.id);
  await_next(context, *series);
}

Told review_now(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto request = their_request(context, capitals(argument(arguments, "code")));
  if (!request) return {"unknown", {}};
  for (const auto& series : store::series_of(context.tx, request->member)) {
    if (series.state != "active" || series.member != request->member ||
        (series.request != request->id && series.last != request->id))
      continue;
    const auto id = std::to_string(series.id);
    const auto visits = visits_so_far(context, series);
    store::cancel_dues(context.tx, "review", id);
    store::insert_due(context.tx,
                      {context.ids.next(), "review", id, std::to_string(to_millis(context.now)),
                       in_daytime(context.town, context.now + reviewed_after)});
    return {"regular",
            {{"code", request->code},
             {"helper", say_member(context, series.helper)},
             {"asker", say_member(context, series.member)},
             {"day", say_often(series.weeks)},
             {"count", std::to_string(std::count_if(
                           visits.begin(), visits.end(),
                           [](const store::Visit& visit) { return visit.state == "ended"; }))}}};
  }
  return {"unknown", {}};
}

void review_series(Context& context, const std::string& id, const std::string& step) {
  const auto series = store::find_series(context.tx, std::stoll(id));
  if (!series || series->state != "active") return;
  context.alerts.push_back({"alert_review",
                            {{"helper", say_member(context, series->helper)},
                             {"asker", say_member(context, series->member)}},
                            in_daytime(context.town, context.now)});
  store::insert_due(context.tx,
                    {context.ids.next(), "review", id, std::to_string(std::stoll(step) + 1),
                     in_daytime(context.town, context.now + reviewed_after)});
}

}  // namespace kindbank::bank
