#include "bank/hours_dispute.h"

#include <algorithm>

#include "bank/afterwards.h"
#include "bank/appointment.h"
#include "bank/arguments.h"
#include "bank/hours.h"
#include "bank/job_news.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "bank/visits.h"
#include "store/hour_reports.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using store::Side;

constexpr Duration reversal_within = std::chrono::hours{24 * 30};

// A job that was done, with what was said of its hours.
struct DoneJob {
  store::Request request;
  store::Visit visit;
  std::optional<store::HourReport> report;
};

// Its hour has come, and nobody has said that it is over: a coordinator may.
bool is_left_open(Context& context, const store::Visit& visit) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return false;
  const auto start = start_of(context, visit);
  return visit.state == "started" || (visit.state == "agreed" && start && *start <= context.now);
}

std::optional<DoneJob> done_job(Context& context, const Facts& arguments) {
  const auto request = store::find_by_code(context.tx, capitals(argument(arguments, "code")));
  const auto visit = request ? store::last_visit(context.tx, request->id) : std::nullopt;
  if (!visit || (visit->state != "ended" && !is_left_open(context, *visit))) return std::nullopt;
  return DoneJob{*request, *visit, store::find_report(context.tx, visit->id)};
}

bool has_standing(Context& context, const store::Visit& visit, std::string_view reason) {
  const auto all = store::standing_bookings(context.tx, visit.id);
  return std::any_of(all.begin(), all.end(),
                     [&](const store::Booking& one) { return one.reason == reason; });
}

bool may_object(Context& context, const DoneJob& job) {
  if (!job.report || job.request.member != context.member) return false;
  if (job.report->state == "disputed") return !has_standing(context, job.visit, "gap");
  return job.report->state == "said";
}

bool is_too_old(const Context& context, const DoneJob& job) {
  const auto since = job.report ? job.report->said_at : job.visit.ended_at.value_or(context.now);
  return context.now - since > reversal_within;
}

// The pot covers the gap, and the town what the pot does not have.
void cover_gap(Context& context, const DoneJob& job, std::int64_t gap) {
  store::lock_hours(context.tx);
  const std::string pot(store::pot_account);
  const auto there = std::clamp<std::int64_t>(store::balance(context.tx, pot), 0, gap);
  auto booking = booking_of(context, "gap", job.visit.id);
  booking.entries = {{store::member_account(job.request.subject), Side::had, gap}};
  if (there > 0) booking.entries.push_back({pot, Side::gift, -there});
  if (gap > there)
    booking.entries.push_back({std::string(store::town_account), Side::gift, there - gap});
  store::book(context.tx, booking);
}

// Takes back all that was booked for this visit; whether the helper had given it to the pot.
bool reverse_all(Context& context, const store::Visit& visit) {
  const bool was_gift = has_standing(context, visit, "gift");
  for (const auto& booking : store::standing_bookings(context.tx, visit.id))
    store::reverse(context.tx, booking, booking_of(context, "reversed"));
  return was_gift;
}

// What was taken back may have covered a gap meanwhile: the town stands in, and the pot is never
// below nothing.
void keep_pot_whole(Context& context, const store::Visit& visit) {
  const std::string pot(store::pot_account);
  const auto there = store::balance(context.tx, pot);
  if (there >= 0) return;
  auto booking = booking_of(context, "cover", visit.id);
  booking.entries = {{pot, Side::gift, -there},
                     {std::string(store::town_account), Side::gift, there}};
  store::book(context.tx, booking);
}

void tell_both(Context& context, const DoneJob& job, const std::string& took) {
  const auto cause = "hours set " + std::to_string(context.ids.next());
  for (const auto member : {job.request.member, job.visit.helper})
    tell_of_job(context, member,
                {"hours.set", cause, {{"code", job.visit.code}, {"took", took}}, {}});
}

// To a coordinator: there are no hours to set yet.
Told not_over(Context& context, const std::string& code) {
  const auto request = their_request(context, code);
  const auto visit = request ? store::last_visit(context.tx, request->id) : std::nullopt;
  if (!visit || visit->state != "agreed" || request->state != "matched")
    return {"no_hours", {{"code", code}}};
  if (!visit->agreed_for) return {"no_hour", {{"code", code}}};
  return {"not_over", {{"code", code}, {"when", say_hour_of(context, *visit)}}};
}

void settle(Context& context, const DoneJob& job, std::int64_t minutes) {
  store::insert_report(context.tx, {job.visit.id, minutes, "stands", context.now});
  store::set_report_state(context.tx, job.visit.id, "stands");
  store::set_report_minutes(context.tx, job.visit.id, minutes);
}

}  // namespace

std::vector<Facts> hours_to_put_right(const Context& context, std::int64_t member) {
  std::vector<Facts> found;
  for (const auto& request : store::requests(context.tx, member)) {
    const auto visit = store::last_visit(context.tx, request.id);
    const auto report = visit ? store::find_report(context.tx, visit->id) : std::nullopt;
    if (report && request.member == member && report->state == "said")
      found.push_back({{"code", request.code}, {"helper", call_by_name(context, visit->helper)}});
  }
  return found;
}

Told dispute_hours(Context& context, const Facts& arguments) {
  const auto job = done_job(context, arguments);
  if (job && context.member != 0 && may_object(context, *job)) {
    store::set_report_state(context.tx, job->visit.id, "disputed");
    return {"how_long", {{"code", job->visit.code}, {"took", say_length(job->report->minutes)}}};
  }
  if (!job && store::is_coordinator(context.tx, context.contact.address))
    return not_over(context, capitals(argument(arguments, "code")));
  const bool own = job && context.member != 0 &&
                   (job->request.member == context.member || job->visit.helper == context.member);
  if (!job || own || !speaker_sees(context, job->request.subject))
    return dispute_job(context, arguments);
  const auto& code = job->visit.code;
  if (is_too_old(context, *job)) return {"too_old", {{"code", code}}};
  return {"desk", {{"code", code}, {"took", say_length(job->report ? job->report->minutes : 0)}}};
}

Told hear_other_side(Context& context, const Facts& arguments) {
  const auto job = done_job(context, arguments);
  const auto heard = to_quarters(number_argument(arguments, "answer"));
  auto wish = "says it took " + say_length(heard);
  auto counted = heard;
  if (job && may_object(context, *job)) {
    const auto said = job->report->minutes;
    if (heard < said) cover_gap(context, *job, said - heard);
    wish += ", not " + say_length(said);
    counted = std::min(heard, said);
  }
  ask_about_job(context, capitals(argument(arguments, "code")), "who asked for", wish);
  return {"counted", {{"counted", say_length(counted)}}};
}

Told set_hours(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"unchanged", {}};
  const auto job = done_job(context, arguments);
  if (!job || is_too_old(context, *job)) return {"unchanged", {}};
  if (!speaker_sees(context, job->request.subject)) return {"unchanged", {}};
  const bool none = argument(arguments, "minutes").empty();
  const auto minutes = none ? 0 : to_quarters(number_argument(arguments, "minutes"));
  std::vector<std::string> settled;
  if (job->visit.state != "ended") {
    settled = end_visit(context, job->visit);
    if (!none) ask_next_day(context, job->visit);
  }
  store::lock_hours(context.tx);
  const bool was_gift = reverse_all(context, job->visit);
  if (!none) book_help(context, job->visit, job->request, minutes);
  if (!none && was_gift) book_gift(context, job->visit, minutes);
  keep_pot_whole(context, job->visit);
  settle(context, *job, minutes);
  tell_both(context, *job, say_length(minutes));
  return {"set", {{"took", say_length(minutes)}}, std::move(settled)};
}

}  // namespace kindbank::bank
