#include "bank/doubt.h"

#include "bank/calendar.h"
#include "bank/job_news.h"
#include "bank/own_job.h"
#include "bank/people.h"
#include "bank/urgency.h"
#include "store/dues.h"
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

Told end_doubt(Context& context, const Facts& arguments) {
  if (const auto job = own_planned_job(context, arguments)) forget_doubt(context, job->visit);
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
  if (!helps) return;
  tell_of_job(context, request->member,
              {"visit.in_doubt",
               "doubt " + visit_id + " " + step,
               {{"code", visit->code}, {"helper", call_by_name(context, visit->helper)}},
               say_member(context, visit->helper) + ", may not come as planned"});
}

}  // namespace kindbank::bank
