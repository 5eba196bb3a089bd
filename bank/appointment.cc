#include "bank/appointment.h"

#include <array>

#include "bank/arguments.h"
#include "bank/job_news.h"
#include "bank/people.h"
#include "store/dues.h"
#include "store/members.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using std::chrono::hours;

constexpr hours day_before{24};
constexpr hours shortly_before{2};
constexpr Duration no_show_after = std::chrono::minutes{20};
constexpr int evening = 19;

struct Planned {
  store::Visit visit;
  store::Request request;
};

std::optional<Planned> own_planned(Context& context, const Facts& arguments) {
  const auto request = store::find_by_code(context.tx, capitals(argument(arguments, "code")));
  const auto visit = request ? store::last_visit(context.tx, request->id) : std::nullopt;
  if (!visit || visit->state != "agreed" || context.member == 0) return std::nullopt;
  if (context.member != visit->helper && context.member != request->member) return std::nullopt;
  return Planned{*visit, *request};
}

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

void set_alarms(Context& context, const store::Visit& visit, Time start) {
  const auto subject = std::to_string(visit.id);
  store::cancel_dues(context.tx, "appointment", subject);
  const auto at = [&](const std::string& step, Time when) {
    if (when > context.now)
      store::insert_due(context.tx, {context.ids.next(), "appointment", subject,
                                     step + " " + std::to_string(to_millis(start)), when});
  };
  at("day", reminded_at(context.town, start - day_before));
  at("hours", reminded_at(context.town, start - shortly_before));
  at("missing", start + no_show_after);
}

std::optional<Time> start_of(const Context& context, const store::Visit& visit) {
  const auto local = visit.agreed_for ? read_local_time(*visit.agreed_for) : std::nullopt;
  if (!local) return std::nullopt;
  return context.town.zone.to_utc(*local);
}

void remind(Context& context, const Planned& job, const std::string& step,
            const std::string& when) {
  const auto cause = "reminder " + std::to_string(job.visit.id) + " " + step;
  const auto& code = job.visit.code;
  tell_of_job(
      context, job.request.member,
      {"visit.reminder",
       cause,
       {{"code", code}, {"helper", call_by_name(context, job.visit.helper)}, {"when", when}},
       {}});
  tell_of_job(
      context, job.visit.helper,
      {"visit.reminder_helper",
       cause,
       {{"code", code}, {"first", call_by_name(context, job.request.subject)}, {"when", when}},
       {}});
}

void ask_about_no_show(Context& context, const Planned& job, const std::string& step) {
  tell_of_job(context, job.request.member,
              {"visit.missing",
               "missing " + std::to_string(job.visit.id) + " " + step,
               {{"code", job.visit.code}, {"helper", call_by_name(context, job.visit.helper)}},
               {}});
  context.alerts.push_back({"alert_missing",
                            {{"code", job.visit.code},
                             {"helper", say_member(context, job.visit.helper)},
                             {"asker", say_member(context, job.request.subject)}},
                            context.now});
}

}  // namespace

Told look_at_time(Context& context, const Facts& arguments) {
  const auto job = own_planned(context, arguments);
  if (!job) return {"unknown", {}};
  const auto answer = argument(arguments, "answer");
  const auto local = read_local_time(answer);
  if (!local || answer.find('T') == std::string::npos) return {"day_only", {}};
  if (!may_begin(context, *local)) return {"not_then", {}};
  return {"fits", {{"code", job->visit.code}, {"when", say_day_and_hour(*local)}}};
}

Told plan_visit(Context& context, const Facts& arguments) {
  const auto job = own_planned(context, arguments);
  const auto time = argument(arguments, "time");
  const auto local = read_local_time(time);
  if (!job || !local || !may_begin(context, *local)) return {"unknown", {}};
  const auto start = context.town.zone.to_utc(*local);
  store::set_agreed_for(context.tx, job->visit.id, time);
  set_alarms(context, job->visit, start);
  const bool helps = context.member == job->visit.helper;
  const auto when = say_day_and_hour(*local);
  tell_of_job(context, helps ? job->request.member : job->visit.helper,
              {"visit.planned",
               "planned " + std::to_string(context.ids.next()),
               {{"code", job->visit.code},
                {"first", call_by_name(context, context.member)},
                {"when", when}},
               "it is planned for " + when});
  return {"planned", {{"when", when}}};
}

Told set_out(Context& context, const Facts& arguments) {
  const auto job = own_planned(context, arguments);
  if (!job || context.member != job->visit.helper) return {"unknown", {}};
  tell_of_job(context, job->request.member,
              {"visit.set_out",
               "set out " + std::to_string(job->visit.id),
               {{"code", job->visit.code},
                {"helper", call_by_name(context, job->visit.helper)},
                {"word", job->request.door_word}},
               {}});
  return {"told", {}};
}

void keep_appointment(Context& context, const std::string& visit_id, const std::string& step) {
  const auto visit = store::find_visit(context.tx, std::stoll(visit_id));
  const auto request = visit ? store::find_request(context.tx, visit->request) : std::nullopt;
  if (!request || visit->state != "agreed") return;
  const auto start = start_of(context, *visit);
  const auto space = step.find(' ');
  if (!start || step.substr(space + 1) != std::to_string(to_millis(*start))) return;
  const Planned job{*visit, *request};
  if (step.substr(0, space) == "missing") return ask_about_no_show(context, job, step);
  remind(context, job, step, say_day_and_hour(context.town.zone.to_local(*start)));
}

}  // namespace kindbank::bank
