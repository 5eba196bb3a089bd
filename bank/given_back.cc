#include "bank/given_back.h"

#include "bank/job_news.h"
#include "bank/matching.h"
#include "bank/people.h"
#include "bank/regular.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {

std::string give_back_visits(Context& context, std::int64_t helper) {
  if (gets_texts(context, helper)) return {};
  end_all_regular_help(context, helper);
  std::string codes;
  for (const auto& visit : store::open_visits_of_helper(context.tx, helper)) {
    const auto request = store::find_request(context.tx, visit.request);
    if (!request || visit.state != "agreed") continue;
    context.alerts.push_back({"alert_stopped",
                              {{"who", say_member(context, helper)}, {"code", visit.code}},
                              context.now});
    hand_back(context, {*request, visit});
    codes += (codes.empty() ? "" : ", ") + visit.code;
  }
  return codes;
}

}  // namespace kindbank::bank
