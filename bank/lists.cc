#include "bank/lists.h"

#include "bank/afterwards.h"
#include "bank/appointment.h"
#include "bank/hours_dispute.h"
#include "bank/people.h"
#include "bank/regular.h"
#include "bank/urgency.h"
#include "store/jobs.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;

Facts entry_of(const Context& context, const store::OpenJob& job) {
  return {{"code", job.code}, {"task", task_of(context, job.category)}};
}

std::vector<Facts> open_jobs_of(const Context& context, std::int64_t member) {
  std::vector<Facts> jobs;
  for (const auto& job : store::open_jobs(context.tx, member))
    if (job.side != store::OpenJob::Side::helped) jobs.push_back(entry_of(context, job));
  return jobs;
}

// Those that the member helps with.
enum class Ended { no, perhaps };
std::vector<Facts> visits_of(const Context& context, std::int64_t member, Ended ended) {
  std::vector<Facts> visits;
  for (const auto& job : store::open_jobs(context.tx, member)) {
    if (job.side == store::OpenJob::Side::asks ||
        (ended == Ended::no && job.side != store::OpenJob::Side::helps))
      continue;
    const auto request = store::find_by_code(context.tx, job.code);
    visits.push_back(entry_of(context, job));
    visits.back()["first"] = request ? call_by_name(context, request->subject) : "";
  }
  return visits;
}

std::vector<Facts> thanks_due(const Context& context, std::int64_t member) {
  std::vector<Facts> due;
  for (const auto& visit : visits_to_thank(context.tx, member, context.now))
    due.push_back({{"code", visit.code}, {"helper", call_by_name(context, visit.helper)}});
  return due;
}

std::vector<Facts> regular_visits(const Context& context, std::int64_t member) {
  std::vector<Facts> regular;
  for (const auto& one : regular_visits_of(context.tx, member)) {
    const auto job = store::find_request(context.tx, one.last.value_or(one.request));
    regular.push_back({{"series", std::to_string(one.id)},
                       {"code", job ? job->code : ""},
                       {"task", task_of(context, job ? job->category : "")}});
  }
  return regular;
}

// "on Wed 25 Nov", of each of their visits whose day is agreed or was asked for.
std::vector<Facts> days_of_visits(const Context& context, std::int64_t member) {
  std::vector<Facts> days;
  for (const auto& job : store::open_jobs(context.tx, member)) {
    const auto request = store::find_by_code(context.tx, job.code);
    const auto visit = request ? store::last_visit(context.tx, request->id) : std::nullopt;
    if (!visit || visit->state != "agreed") continue;
    const auto start = start_of(context, *visit);
    const auto day = start ? std::optional(context.town.zone.to_local(*start))
                           : wanted_day(context.town, *request, context.now);
    if (day) days.push_back({{"code", job.code}, {"day", "on " + say_day(*day)}});
  }
  return days;
}

}  // namespace

std::string task_of(const Context& context, const std::string& category) {
  const auto found = context.town.categories.find(category);
  return found == context.town.categories.end() ? "some help" : found->second.task;
}

std::vector<Facts> list_of(const Context& context, std::string_view list) {
  const auto member = context.contact.member.value_or(0);
  if (member == 0) return {};
  if (list == "open_jobs") return open_jobs_of(context, member);
  if (list == "open_visits") return visits_of(context, member, Ended::no);
  if (list == "unfinished_visits") return visits_of(context, member, Ended::perhaps);
  if (list == "days_of_visits") return days_of_visits(context, member);
  if (list == "visits_to_thank") return thanks_due(context, member);
  if (list == "hours_said") return hours_to_put_right(context, member);
  if (list == "regular_visits") return regular_visits(context, member);
  return {};
}

}  // namespace kindbank::bank
