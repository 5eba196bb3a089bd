#include "bank/desk_time.h"

#include <algorithm>

#include "bank/arguments.h"
#include "bank/hours.h"
#include "bank/partners.h"
#include "store/coordinators.h"
#include "store/desk_notes.h"

namespace kindbank::bank {

using dialog::Facts;
using dialog::Told;

namespace {

constexpr std::int64_t most_spent = std::int64_t{12} * minutes_an_hour;  // at a time

}  // namespace

void count_desk_time(Context& context, const Action& action, const Facts& arguments,
                     const Told& told) {
  const auto outcome = std::find_if(action.outcomes.begin(), action.outcomes.end(),
                                    [&](const Outcome& one) { return one.name == told.outcome; });
  if (outcome == action.outcomes.end() || outcome->desk_minutes == 0) return;
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  if (!coordinator) return;
  auto code = argument(arguments, "code");
  if (code.empty()) code = argument(told.facts, "code");
  store::add_spent(context.tx, {context.ids.next(), coordinator->id, outcome->desk_minutes,
                                capitals(code), context.now, store::Spent::How::counted});
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
  store::forget_counted(context.tx, coordinator->id, code, today);
  store::add_spent(context.tx, {context.ids.next(), coordinator->id, minutes, code, context.now});
  const auto all_today = store::minutes_spent(context.tx, today, coordinator->id);
  Facts said = {{"spent", say_length(minutes)}, {"today", say_length(all_today)}};
  const auto average = minutes_a_job(context.tx, context.now - desk_time_over);
  if (!average) return {"first", said};
  said["average"] = say_length(*average);
  return {"noted", said};
}

std::optional<std::int64_t> minutes_a_job(store::Transaction& tx, Time since) {
  const auto jobs = store::exchanges_since(tx, since);
  if (jobs == 0) return std::nullopt;
  return (store::minutes_spent(tx, since) + jobs / 2) / jobs;
}

}  // namespace kindbank::bank
