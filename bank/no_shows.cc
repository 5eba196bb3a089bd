#include "bank/no_shows.h"

#include <algorithm>

#include "bank/people.h"
#include "bank/visits.h"
#include "store/notices.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

constexpr Duration lately = std::chrono::hours{24 * 90};
constexpr std::ptrdiff_t times_for_a_word = 2;
constexpr std::ptrdiff_t times_for_a_break = 3;
constexpr std::int64_t rests_weeks = 4;

void tell_of_break(Context& context, std::int64_t helper, const std::string& day) {
  store::Notice notice;
  notice.id = context.ids.next();
  notice.cause = "break " + std::to_string(to_millis(context.now));
  notice.member = helper;
  notice.event = "member.break";
  notice.facts = {{"day", day}};
  notice.message_class = "confirmation";
  notice.not_before = in_daytime(context.town, context.now);
  notice.created_at = context.now;
  store::insert_notice(context.tx, notice);
}

}  // namespace

void note_no_show(Context& context, std::int64_t helper) {
  const auto visits = store::visits_of_helper(context.tx, helper, context.now - lately);
  const auto times = std::count_if(visits.begin(), visits.end(), [](const store::Visit& visit) {
    return visit.state == "missed";
  });
  if (times < times_for_a_word) return;
  context.alerts.push_back(
      {"alert_no_shows",
       {{"who", say_member(context, helper)}, {"count", std::to_string(times)}},
       in_daytime(context.town, context.now)});
  if (times < times_for_a_break) return;
  const auto ends = begin_break(context, helper, rests_weeks);
  if (ends) tell_of_break(context, helper, say_date(context.town, context.now, *ends));
}

}  // namespace kindbank::bank
