#include "bank/staff.h"

#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/job_news.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "store/requests.h"
#include "store/worries.h"

namespace kindbank::bank {

using dialog::Facts;
using dialog::Told;

Told close_unmet(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto code = capitals(argument(arguments, "code"));
  const auto worry = their_worry(context, code);
  if (worry && worry->state == "open") return {"worry", {{"code", code}}};
  const auto request = their_request(context, code);
  if (!request) return {"unknown", {}};
  if (!is_live(*request)) return {"over", {{"code", code}}};
  if (is_under_way(context, *request)) return {"under_way", {{"code", code}}};
  const auto helper = request->state == "matched" ? request->helper.value_or(0) : 0;
  call_off(context, *request, Over::unmet);
  if (helper != 0) {
    tell_of_job(context, request->member,
                {"request.called_off",
                 "called off " + std::to_string(request->id),
                 {{"code", code}, {"helper", call_by_name(context, helper)}},
                 "it is called off and nobody comes"});
    return {"called_off", {{"code", code}}};
  }
  tell_of_job(context, request->member,
              {"request.unmet",
               "unmet " + std::to_string(request->id),
               {{"code", code}},
               "we found nobody for it and have closed it"});
  return {"closed", {{"code", code}}};
}

}  // namespace kindbank::bank
