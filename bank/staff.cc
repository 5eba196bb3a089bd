#include "bank/staff.h"

#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/hours.h"
#include "bank/job_news.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "store/bank_state.h"
#include "store/desk_notes.h"
#include "store/incidents.h"
#include "store/requests.h"
#include "store/worries.h"

namespace kindbank::bank {

using dialog::Facts;
using dialog::Told;

namespace {

constexpr std::int64_t most_spent = std::int64_t{12} * minutes_an_hour;  // at a time
constexpr Duration averaged_over = std::chrono::hours{24 * 30};

}  // namespace

Told close_unmet(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto code = capitals(argument(arguments, "code"));
  const auto worry = their_worry(context, code);
  if (worry && worry->state == "open") return {"worry", {{"code", code}}};
  const auto request = their_request(context, code);
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

Told note_minutes(Context& context, const Facts& arguments) {
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  if (!coordinator) return {"not_allowed", {}};
  const auto code = capitals(argument(arguments, "code"));
  if (!code.empty() && !their_request(context, code) && !their_incident(context, code) &&
      !their_worry(context, code))
    return {"unknown", {}};
  const auto minutes = number_argument(arguments, "minutes");
  if (argument(arguments, "minutes").empty() || minutes < 0 || minutes > most_spent)
    return {"how_many", {}};
  const auto today = day_began(context.town, context.now);
  if (minutes == 0) {
    store::forget_spent(context.tx, coordinator->id, today);
    return {"none", {}};
  }
  store::add_spent(context.tx, {context.ids.next(), coordinator->id, minutes, code, context.now});
  const auto all_today = store::minutes_spent(context.tx, today, coordinator->id);
  const Facts said = {{"spent", say_length(minutes)}, {"today", say_length(all_today)}};
  const auto since = context.now - averaged_over;
  const auto jobs = store::exchanges_since(context.tx, since);
  if (jobs == 0) return {"first", said};
  auto facts = said;
  facts["average"] = say_length((store::minutes_spent(context.tx, since) + jobs / 2) / jobs);
  return {"noted", facts};
}

}  // namespace kindbank::bank
