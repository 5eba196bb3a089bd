#include "bank/who_comes.h"

#include "bank/job_news.h"
#include "bank/people.h"
#include "bank/urgency.h"
#include "store/notices.h"
#include "store/streets.h"

namespace kindbank::bank {
namespace {

constexpr Duration hour_mostly_said_within = std::chrono::minutes{10};

std::string cause_without_hour(const store::Visit& visit) {
  return "matched " + std::to_string(visit.id);
}

std::string cause_with_hour(const store::Visit& visit) {
  return "agreed " + std::to_string(visit.id);
}

JobNews news_of(Context& context, const OwnJob& job, const std::string& when) {
  const auto& word = job.request.door_word;
  dialog::Facts facts = {{"code", job.request.code},
                         {"helper", call_by_name(context, job.visit.helper)},
                         {"word", word}};
  if (!when.empty()) facts["when"] = when;
  std::string event = when.empty() ? "request.matched" : "request.agreed";
  if (!store::find_street(context.tx, job.request.subject)) event += "_street";
  JobNews news{std::move(event),
               when.empty() ? cause_without_hour(job.visit) : cause_with_hour(job.visit),
               std::move(facts),
               say_member(context, job.visit.helper) + ", comes" +
                   (when.empty() ? "" : " on " + when) + " and says " + word + " at the door"};
  return news;
}

}  // namespace

void tell_who_comes(Context& context, const OwnJob& job, const std::string& when) {
  auto news = news_of(context, job, when);
  if (when.empty() && urgency_now(context.town, job.request, context.now) != "today")
    news.not_before = context.now + hour_mostly_said_within;
  tell_of_job(context, job.request.member, news);
}

void tell_at_once(Context& context, const OwnJob& job, Helper helper) {
  if (store::withdraw_notice(context.tx, cause_without_hour(job.visit), context.now) == 0) return;
  auto news = news_of(context, job, "");
  if (helper == Helper::at_the_door) news.event = "request.matched";
  news.cause += " at the door";
  tell_of_job(context, job.request.member, news);
}

bool told_with_hour(Context& context, const OwnJob& job, const std::string& when) {
  const bool waits = store::is_waiting(context.tx, cause_with_hour(job.visit));
  if (waits && gets_texts(context, job.request.member)) return true;
  if (store::withdraw_notice(context.tx, cause_without_hour(job.visit), context.now) == 0)
    return false;
  tell_who_comes(context, job, when);
  return true;
}

bool waits_to_hear_who_comes(Context& context, const store::Visit& visit) {
  return store::is_waiting(context.tx, cause_without_hour(visit)) ||
         store::is_waiting(context.tx, cause_with_hour(visit));
}

bool take_back_who_comes(Context& context, const store::Visit& visit) {
  return store::withdraw_notice(context.tx, cause_without_hour(visit), context.now) +
             store::withdraw_notice(context.tx, cause_with_hour(visit), context.now) >
         0;
}

}  // namespace kindbank::bank
