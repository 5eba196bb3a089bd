#include "bank/job_questions.h"

#include "bank/appointment.h"
#include "bank/own_job.h"
#include "bank/people.h"
#include "bank/street.h"
#include "bank/urgent.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

bool is_going_on(const OwnJob& job) {
  return job.visit.state == "agreed" || job.visit.state == "started";
}

Told say_to_helper(Context& context, const OwnJob& job) {
  if (!job.visit.agreed_for) return {"to_say", {}};
  return {"going",
          {{"first", call_by_name(context, job.request.subject)},
           {"when", say_hour_of(context, job.visit)}}};
}

}  // namespace

Told look_when(Context& context, const Facts& arguments) {
  const auto job = own_job(context, arguments);
  if (!job || !is_going_on(*job)) return {"looking", {}};
  if (context.member == job->visit.helper) return say_to_helper(context, *job);
  Facts facts = {{"helper", call_by_name(context, job->visit.helper)}};
  if (job->visit.state == "started") return {"here", facts};
  const auto start = start_of(context, job->visit);
  if (!start) return {"no_hour", facts};
  facts["when"] = say_hour_of(context, job->visit);
  if (trouble_of(context, job->visit) == Trouble::no_here) return {"missing", {}};
  if (*start <= context.now) return {"late", facts};
  facts["word"] = job->request.door_word;
  return {"coming", facts};
}

Told look_where(Context& context, const Facts& arguments) {
  const auto job = own_job(context, arguments);
  if (!job || !is_going_on(*job) || context.member != job->visit.helper) return {"unknown", {}};
  Facts facts = {{"first", call_by_name(context, job->request.subject)}};
  const auto street = store::find_street(context.tx, job->request.subject);
  if (!street) {
    facts["place"] = job->request.area;
    return {"place", facts};
  }
  const auto start = start_of(context, job->visit);
  const bool told = job->visit.state == "started" ||
                    (start && told_number_at(context.town, *start) <= context.now);
  if (!told) {
    facts["street"] = street->name;
    return {"street", facts};
  }
  facts["address"] = store::say_street(context.tx, job->request.subject);
  facts["word"] = job->request.door_word;
  return {"address", facts};
}

}  // namespace kindbank::bank
