#include "bank/doubt.h"

#include <optional>
#include <vector>

#include "bank/appointment.h"
#include "bank/calendar.h"
#include "bank/job_news.h"
#include "bank/own_job.h"
#include "bank/people.h"
#include "bank/urgency.h"
#include "store/dues.h"
#include "store/notices.h"
#include "store/requests.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

constexpr Duration said_within_of_today = std::chrono::minutes{15};
constexpr Duration said_within = std::chrono::hours{2};

bool is_of_today(const Context& context, const OwnJob& job) {
  if (job.visit.agreed_for) return is_today(context.town, context.now, *job.visit.agreed_for);
  return urgency_now(context.town, job.request, context.now) == "today";
}

// Of a visit the other side may hear it again and again, each time once.
std::string cause_of(const store::Visit& visit, int times) {
  return "doubt " + std::to_string(visit.id) + " " + std::to_string(times);
}

int times_told(Context& context, const store::Visit& visit) {
  int times = 0;
  while (store::is_noticed(context.tx, cause_of(visit, times + 1))) ++times;
  return times;
}

void tell_other_side(Context& context, const OwnJob& job, std::int64_t speaker) {
  const auto& code = job.visit.code;
  const auto cause = cause_of(job.visit, times_told(context, job.visit) + 1);
  if (speaker == job.visit.helper) {
    tell_of_job(context, job.request.member,
                {"visit.in_doubt",
                 cause,
                 {{"code", code}, {"helper", call_by_name(context, speaker)}},
                 say_member(context, speaker) + ", may not come as planned"});
  } else {
    tell_of_job(context, job.visit.helper,
                {"visit.in_doubt_helper",
                 cause,
                 {{"code", code}, {"first", call_by_name(context, job.request.subject)}},
                 "they may not be needed as planned, and are to ask before they go"});
  }
}

// It was in doubt for them, and is not any more.
void tell_it_stays(Context& context, const OwnJob& job) {
  const int times = times_told(context, job.visit);
  if (times == 0 || !job.visit.agreed_for) return;
  const bool helps = context.member == job.visit.helper;
  const auto when = say_hour_of(context, job.visit);
  tell_of_job(
      context, helps ? job.request.member : job.visit.helper,
      {"visit.planned",
       "no " + cause_of(job.visit, times),
       {{"code", job.visit.code}, {"first", call_by_name(context, context.member)}, {"when", when}},
       "it is as planned, for " + when});
}

std::optional<OwnJob> only_planned_job(Context& context) {
  std::vector<std::string> codes;
  for (const auto& visit : store::open_visits_of_helper(context.tx, context.member))
    codes.push_back(visit.code);
  for (const auto& request : store::requests(context.tx, context.member))
    if (request.state == "matched") codes.push_back(request.code);
  return codes.size() == 1 ? own_planned_job(context, {{"code", codes.front()}}) : std::nullopt;
}

}  // namespace

Told begin_doubt(Context& context, const Facts& arguments) {
  const auto asked = arguments.find("asked");
  const auto job = own_planned_job(context, arguments);
  if (asked == arguments.end() || asked->second != "cannot_come" || !job) return {"noted", {}};
  const auto within = is_of_today(context, *job) ? said_within_of_today : said_within;
  forget_doubt(context, job->visit);
  store::insert_due(context.tx,
                    {context.ids.next(), "doubt", std::to_string(job->visit.id),
                     std::to_string(context.member) + " " + std::to_string(to_millis(context.now)),
                     context.now + within});
  return {"noted", {}};
}

Told tell_of_silence(Context& context, const Facts& arguments) {
  const auto job =
      arguments.contains("code") ? own_planned_job(context, arguments) : only_planned_job(context);
  if (job) tell_other_side(context, *job, context.member);
  return {"told", {}};
}

Told end_doubt(Context& context, const Facts& arguments) {
  const auto job = own_planned_job(context, arguments);
  if (!job) return {"stays", {}};
  forget_doubt(context, job->visit);
  tell_it_stays(context, *job);
  return {"stays", {}};
}

void forget_doubt(Context& context, const store::Visit& visit) {
  store::cancel_dues(context.tx, "doubt", std::to_string(visit.id));
}

void tell_of_doubt(Context& context, const std::string& visit_id, const std::string& step) {
  const auto visit = store::find_visit(context.tx, std::stoll(visit_id));
  const auto request = visit ? store::find_request(context.tx, visit->request) : std::nullopt;
  if (!request || visit->state != "agreed") return;
  const auto speaker = std::stoll(step);
  const bool helps = speaker == visit->helper;
  context.alerts.push_back(
      {"alert_job",
       {{"code", visit->code},
        {"who", say_member(context, speaker)},
        {"side", helps ? "helper of" : "who asked for"},
        {"wish", helps ? "cannot come, and has not said what then"
                       : "it will not go as planned, and they have not said what then"}},
       in_daytime(context.town, context.now)});
  tell_other_side(context, {*request, *visit}, speaker);
}

}  // namespace kindbank::bank
