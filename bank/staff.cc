#include "bank/staff.h"

#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/job_news.h"
#include "bank/people.h"
#include "store/bank_state.h"
#include "store/incidents.h"
#include "store/requests.h"

namespace kindbank::bank {

using dialog::Facts;
using dialog::Told;

Told take_incident(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto code = capitals(argument(arguments, "code"));
  const auto incident = store::find_incident_by_code(context.tx, code);
  if (!incident && store::find_by_code(context.tx, code)) return {"job", {{"code", code}}};
  if (!incident) return {"unknown", {}};
  if (incident->state == "clear") return {"clear", {}};
  const auto name = coordinator_name(context);
  if (incident->state == "mine" && incident->answered_by != name)
    return {"taken", {{"by", incident->answered_by}}};
  store::set_incident_state(context.tx, incident->id, "mine", name);
  return {"mine", {{"code", code}}};
}

Told close_unmet(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto code = capitals(argument(arguments, "code"));
  const auto request = store::find_by_code(context.tx, code);
  if (!request) return {"unknown", {}};
  if (!is_live(*request)) return {"over", {{"code", code}}};
  if (is_under_way(context, *request)) return {"under_way", {{"code", code}}};
  call_off(context, *request, Over::unmet);
  tell_of_job(context, request->member,
              {"request.unmet",
               "unmet " + std::to_string(request->id),
               {{"code", code}},
               "we found nobody for it and have closed it"});
  return {"closed", {{"code", code}}};
}

Told check_coordinator(Context& context, const Facts&) {
  return {
      store::is_coordinator(context.tx, context.contact.address) ? "coordinator" : "not_allowed",
      {}};
}

}  // namespace kindbank::bank
