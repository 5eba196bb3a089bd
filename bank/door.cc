#include "bank/door.h"

#include "bank/appointment.h"
#include "bank/job_news.h"
#include "bank/own_job.h"
#include "bank/people.h"
#include "bank/rota.h"
#include "bank/visits.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

std::optional<OwnJob> own_door(Context& context, const Facts& arguments) {
  auto job = own_job(context, arguments);
  if (!job || context.member != job->visit.helper) return std::nullopt;
  const auto& state = job->visit.state;
  return state == "agreed" || state == "started" ? std::move(job) : std::nullopt;
}

// It stays with whoever has taken it.
void alert(Context& context, const store::Visit& visit, const std::string& reply, Facts facts) {
  facts["code"] = visit.code;
  facts["helper"] = say_member(context, visit.helper);
  context.alerts.push_back({reply, std::move(facts), context.now, visit.code});
}

Told promise(Context& context) {
  if (who_is_told(context).empty()) return {"nobody", {}};
  if (is_someone_on_call(context)) return {"asked_now", {}};
  const auto when =
      next_on_call(context).value_or(in_daytime(context.town, context.now + std::chrono::hours{2}));
  return {"asked_later", {{"when", say_when(context.town, context.now, when)}}};
}

}  // namespace

Told tell_of_shut_door(Context& context, const Facts& arguments) {
  const auto job = own_door(context, arguments);
  if (!job) return {"unknown", {}};
  if (is_of_a_later_day(context, job->visit))
    return {"early", {{"when", say_hour_of(context, job->visit)}}};
  if (!job->visit.shut_out_at) {
    store::set_shut_out(context.tx, job->visit.id, context.now);
    alert(context, job->visit, "alert_shut_out",
          {{"asker", say_member(context, job->request.subject)}});
    tell_of_job(context, job->request.member,
                {"visit.at_door",
                 "at the door " + std::to_string(context.ids.next()),
                 {{"code", job->request.code},
                  {"helper", call_by_name(context, job->visit.helper)},
                  {"word", job->request.door_word}},
                 {}});
  }
  return promise(context);
}

void door_is_open(Context& context, const store::Visit& visit) {
  if (!visit.shut_out_at) return;
  store::set_shut_out(context.tx, visit.id, std::nullopt);
  alert(context, visit, "alert_opened", {});
}

Told tell_of_open_door(Context& context, const Facts& arguments) {
  if (const auto job = own_door(context, arguments)) door_is_open(context, job->visit);
  return {"opened", {}};
}

}  // namespace kindbank::bank
