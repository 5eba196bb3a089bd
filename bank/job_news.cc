#include "bank/job_news.h"

#include <algorithm>
#include <vector>

#include "bank/people.h"
#include "store/contacts.h"

namespace kindbank::bank {

bool gets_texts(Context& context, std::int64_t member) {
  auto contacts = store::contacts_of_member(context.tx, member);
  std::erase_if(contacts, [](const store::Contact& one) { return one.unreplyable; });
  const auto last = std::max_element(
      contacts.begin(), contacts.end(),
      [](const auto& one, const auto& other) { return one.last_heard_at < other.last_heard_at; });
  return last != contacts.end() && !last->stopped_at && context.can_reach(last->address);
}

store::Inserted tell_of_job(Context& context, std::int64_t member, const JobNews& news) {
  store::Notice notice;
  notice.id = context.ids.next();
  notice.cause = news.cause;
  notice.member = member;
  notice.event = news.event;
  notice.facts = news.facts;
  notice.closes = news.closes;
  notice.message_class = "confirmation";
  notice.not_before = in_daytime(context.town, std::max(context.now, news.not_before));
  notice.created_at = context.now;
  const auto inserted = store::insert_notice(context.tx, notice);
  if (inserted == store::Inserted::yes && !news.untold.empty() && !gets_texts(context, member))
    context.alerts.push_back({"alert_untold",
                              {{"code", news.facts.at("code")},
                               {"who", say_member(context, member)},
                               {"news", news.untold}},
                              in_daytime(context.town, context.now)});
  return inserted;
}

}  // namespace kindbank::bank
