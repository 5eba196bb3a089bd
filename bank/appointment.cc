#include "bank/appointment.h"

#include <array>

#include "bank/arguments.h"
#include "bank/doubt.h"
#include "bank/job_news.h"
#include "bank/own_job.h"
#include "bank/people.h"
#include "bank/street.h"
#include "bank/unreached.h"
#include "bank/visits.h"
#include "bank/who_comes.h"
#include "store/dues.h"
#include "store/notices.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using std::chrono::hours;

constexpr hours day_before{24};
constexpr hours shortly_before{2};
constexpr hours fresh{12};  // who has heard the hour so lately is not reminded of the day
constexpr Duration no_show_after = std::chrono::minutes{20};
constexpr int evening = 19;

// What would fall into the night goes at seven the evening before.
Time reminded_at(const Town& town, Time time) {
  if (!is_quiet(town, time)) return time;
  auto local = town.zone.to_local(time - hours{12});
  local.hour = evening;
  local.minute = 0;
  return town.zone.to_utc(local);
}

// Not over, and in the hours of visits.
bool may_begin(const Context& context, const LocalTime& local) {
  const auto start = context.town.zone.to_utc(local);
  return start > context.now && !is_quiet(context.town, start);
}

void set_alarm(Context& context, const store::Visit& visit, Time start, const std::string& step,
               Time when) {
  if (when > context.now)
    store::insert_due(context.tx, {context.ids.next(), "appointment", std::to_string(visit.id),
                                   step + " " + std::to_string(to_millis(start)), when});
}

void set_alarms(Context& context, const store::Visit& visit, Time start) {
  store::cancel_dues(context.tx, "appointment", std::to_string(visit.id));
  const auto day = reminded_at(context.town, start - day_before);
  if (day - context.now >= fresh) set_alarm(context, visit, start, "day", day);
  set_alarm(context, visit, start, "hours", reminded_at(context.town, start - shortly_before));
  set_alarm(context, visit, start, "missing", start + no_show_after);
  set_alarm(context, visit, start, "door",
            std::max(told_number_at(context.town, start), context.now + Duration{1}));
}

Time whole_minutes(Time time) {
  return Time{std::chrono::ceil<std::chrono::minutes>(time.time_since_epoch())};
}

// The helper is told where to go at the same time, which reminds them.
bool hears_number_then(Context& context, const OwnJob& job) {
  const auto start = start_of(context, job.visit);
  return start && store::find_street(context.tx, job.request.subject) &&
         told_number_at(context.town, *start) == *start - shortly_before;
}

// Nobody is told that a helper comes whom our texts have not reached.
void tell_of_lost_helper(Context& context, const OwnJob& job, const std::string& when) {
  context.alerts.push_back(
      {"alert_lost_helper",
       {{"who", say_member(context, job.visit.helper)}, {"code", job.visit.code}, {"when", when}},
       in_daytime(context.town, context.now)});
}

std::string reminder_cause(const OwnJob& job, const std::string& step) {
  return "reminder " + std::to_string(job.visit.id) + " " + step;
}

// While no street is known they hear that it is asked for.
void remind_helper(Context& context, const OwnJob& job, const std::string& step,
                   const std::string& when) {
  const bool known = store::find_street(context.tx, job.request.subject).has_value();
  tell_of_job(context, job.visit.helper,
              {known ? "visit.reminder_helper" : "visit.reminder_no_street",
               reminder_cause(job, step),
               {{"code", job.visit.code},
                {"first", call_by_name(context, job.request.subject)},
                {"when", when},
                {known ? "street" : "place", place_of(context, job.request)}},
               {}});
}

void remind(Context& context, const OwnJob& job, const std::string& step, const std::string& when) {
  want_street(context, job.request, job.visit, "once more");
  if (is_unreached(context, job.visit.helper)) return tell_of_lost_helper(context, job, when);
  tell_of_job(context, job.request.member,
              {"visit.reminder",
               reminder_cause(job, step),
               {{"code", job.visit.code},
                {"helper", call_by_name(context, job.visit.helper)},
                {"when", when}},
               {}});
  if (step.starts_with("hours") && hears_number_then(context, job)) return;
  remind_helper(context, job, step, when);
}

// Where the number is to be told and no street is known yet.
void miss_street(Context& context, const OwnJob& job, Time start) {
  context.alerts.push_back({"alert_no_address",
                            {{"who", say_member(context, job.request.subject)},
                             {"helper", say_member(context, job.visit.helper)},
                             {"code", job.request.code}},
                            in_daytime(context.town, context.now)});
  const auto reminded = "hours " + std::to_string(to_millis(start));
  if (!store::is_noticed(context.tx, reminder_cause(job, reminded)))
    remind_helper(context, job, reminded, say_hour_of(context, job.visit));
}

void ask_about_no_show(Context& context, const OwnJob& job, const std::string& step) {
  tell_of_job(context, job.request.member,
              {"visit.missing",
               "missing " + std::to_string(job.visit.id) + " " + step,
               {{"code", job.visit.code}, {"helper", call_by_name(context, job.visit.helper)}},
               {}});
  context.alerts.push_back({"alert_missing",
                            {{"code", job.visit.code},
                             {"helper", say_member(context, job.visit.helper)},
                             {"asker", say_member(context, job.request.subject)}},
                            context.now,
                            job.visit.code});
}

// Nothing where no hour is said, or none for a visit.
Told look_at(const Context& context, const std::string& code, const std::string& said) {
  const auto local = read_local_time(said);
  if (!local || said.find('T') == std::string::npos) return {"day_only", {}};
  if (!may_begin(context, *local)) return {"not_then", {}};
  return {"fits", {{"code", code}, {"when", say_day_and_hour(*local)}}};
}

void tell_the_other(Context& context, const OwnJob& job, const std::string& when) {
  const bool helps = context.member == job.visit.helper;
  if (helps && told_with_hour(context, job, when)) return;
  const auto closes = helps ? std::vector<std::string>{} : questions_about(context, job.visit);
  tell_of_job(
      context, helps ? job.request.member : job.visit.helper,
      {"visit.planned",
       "planned " + std::to_string(context.ids.next()),
       {{"code", job.visit.code}, {"first", call_by_name(context, context.member)}, {"when", when}},
       "it is planned for " + when,
       closes.empty() ? std::string{} : closes.front()});
}

// When to come is asked of the helper alone; what who asked is asked of it may name the old hour,
// and where they live is asked anew.
std::vector<std::string> questions_to_speaker(Context& context, const OwnJob& job,
                                              const std::string& when) {
  if (context.member == job.visit.helper) return questions_about(context, job.visit);
  want_street(context, job.request, job.visit, "for " + when);
  return {about_job(job.visit.code)};
}

}  // namespace

std::optional<std::string> fix_hour(Context& context, const store::Visit& visit,
                                    const std::string& local_time) {
  const auto local = read_local_time(local_time);
  if (!local || local_time.find('T') == std::string::npos || !may_begin(context, *local))
    return std::nullopt;
  store::set_agreed_for(context.tx, visit.id, local_time);
  store::cancel_dues(context.tx, "promise", std::to_string(visit.id));
  forget_doubt(context, visit);
  set_alarms(context, visit, context.town.zone.to_utc(*local));
  return say_day_and_hour(*local);
}

std::string say_hour_of(const Context& context, const store::Visit& visit) {
  const auto start = start_of(context, visit);
  return start ? say_day_and_hour(context.town.zone.to_local(*start)) : std::string{};
}

std::optional<Time> start_of(const Context& context, const store::Visit& visit) {
  if (visit.expected_at) return visit.expected_at;
  const auto local = visit.agreed_for ? read_local_time(*visit.agreed_for) : std::nullopt;
  if (!local) return std::nullopt;
  return context.town.zone.to_utc(*local);
}

void expect_later(Context& context, const store::Visit& visit, Duration late) {
  forget_doubt(context, visit);
  auto as_agreed = visit;
  as_agreed.expected_at.reset();
  const auto start = start_of(context, as_agreed);
  if (!start) return;
  const auto expected = whole_minutes(std::max(*start, context.now) + late);
  store::set_expected(context.tx, visit.id, expected);
  set_alarms(context, visit, expected);
}

Told look_at_time(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  if (!job) return {"unknown", {}};
  return look_at(context, job->visit.code, argument(arguments, "answer"));
}

Told plan_visit(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  const auto when = job ? fix_hour(context, job->visit, argument(arguments, "time")) : std::nullopt;
  if (!when) return {"unknown", {}};
  tell_the_other(context, *job, *when);
  return {"planned", {{"when", *when}}, questions_to_speaker(context, *job, *when)};
}

Told say_time(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  if (!job) return {"unknown", {}};
  const auto answer = argument(arguments, "answer");
  const auto looked = look_at(context, job->visit.code, answer);
  if (looked.outcome != "fits") return {looked.outcome, {}};
  const auto when = fix_hour(context, job->visit, answer);
  tell_the_other(context, *job, *when);
  return {"planned", {{"when", *when}}, questions_to_speaker(context, *job, *when)};
}

std::string set_out_cause(const store::Visit& visit) {
  return "set out " + std::to_string(visit.id);
}

Told set_out(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  if (!job || context.member != job->visit.helper) return {"unknown", {}};
  forget_doubt(context, job->visit);
  if (is_of_a_later_day(context, job->visit))
    return {"early", {{"when", say_hour_of(context, job->visit)}}};
  tell_at_once(context, *job, Helper::on_the_way);
  tell_of_job(context, job->request.member,
              {"visit.set_out",
               set_out_cause(job->visit),
               {{"code", job->visit.code},
                {"helper", call_by_name(context, job->visit.helper)},
                {"word", job->request.door_word}},
               {}});
  tell_number(context, job->request, job->visit);
  return {"told", {}, questions_about(context, job->visit)};
}

void keep_appointment(Context& context, const std::string& visit_id, const std::string& step) {
  const auto visit = store::find_visit(context.tx, std::stoll(visit_id));
  const auto request = visit ? store::find_request(context.tx, visit->request) : std::nullopt;
  if (!request || visit->state != "agreed") return;
  const auto start = start_of(context, *visit);
  const auto space = step.find(' ');
  if (!start || step.substr(space + 1) != std::to_string(to_millis(*start))) return;
  const OwnJob job{*request, *visit};
  if (step.substr(0, space) == "door") {
    if (store::find_street(context.tx, request->subject))
      return tell_number(context, *request, *visit);
    return miss_street(context, job, *start);
  }
  if (step.substr(0, space) == "missing") return ask_about_no_show(context, job, step);
  remind(context, job, step, say_day_and_hour(context.town.zone.to_local(*start)));
}

}  // namespace kindbank::bank
