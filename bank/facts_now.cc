#include "bank/facts_now.h"

#include <array>
#include <cstdlib>

#include "bank/appointment.h"
#include "bank/urgency.h"
#include "bank/who_comes.h"
#include "dialog/contains.h"
#include "store/invitations.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;

// Of a visit that is agreed, and of none that is off by now.
bool is_before_visit(std::string_view event) {
  constexpr auto events = std::to_array<std::string_view>(
      {"street.wanted", "visit.reminder", "visit.reminder_helper", "visit.reminder_no_street",
       "visit.missing", "visit.in_doubt", "visit.in_doubt_helper", "visit.late"});
  return dialog::contains(events, event);
}

bool tells_who_comes(std::string_view event) {
  return event.starts_with("request.matched") || event.starts_with("request.agreed");
}

// "agreed 17", "invitation 17"
store::Id number_in(const std::string& cause) {
  const auto space = cause.find(' ');
  return space == std::string::npos ? 0 : std::strtoll(cause.c_str() + space, nullptr, 10);
}

std::string state_of_invitation(Context& context, const std::string& about) {
  const auto invitation = store::find_invitation(context.tx, number_in(about));
  return invitation ? invitation->state : "";
}

// It was written of a helper who has fallen out since: somebody else has said yes.
bool is_of_lost_helper(const store::Notice& notice, const std::optional<store::Visit>& newest) {
  return newest && notice.created_at < newest->created_at;
}

// Whether what was to be told of the job is of before.
bool is_over(Context& context, const store::Notice& notice, const store::Request& request) {
  const auto& event = notice.event;
  const bool matched = request.state == "matched";
  if (event == "invitation.made") return state_of_invitation(context, notice.about) != "invited";
  if (event == "request.found") return state_of_invitation(context, notice.closes) != "lost";
  if (event == "street.wanted") return !matched;
  if (is_before_visit(event) && !matched) return true;
  const auto newest = store::last_visit(context.tx, request.id);
  if (event == "request.reopened")
    return request.state != "open" || is_of_lost_helper(notice, newest);
  if (tells_who_comes(event)) {
    const bool done = request.state == "done" && event.starts_with("request.agreed");
    return (!matched && !done) || is_of_lost_helper(notice, newest);
  }
  if (!is_before_visit(event) && event != "visit.planned") return false;
  if (is_of_lost_helper(notice, newest)) return true;
  if (event == "visit.reminder") return newest && waits_to_hear_who_comes(context, *newest);
  if (event == "visit.planned" && newest && newest->agreed_for)
    return notice.facts.at("when") != say_hour_of(context, *newest);
  return false;
}

}  // namespace

std::optional<Facts> facts_now(Context& context, const store::Notice& notice) {
  auto facts = notice.facts;
  const auto code = facts.find("code");
  if (code == facts.end()) return facts;
  const auto request = store::find_by_code(context.tx, code->second);
  if (!request) {
    if (tells_who_comes(notice.event) || is_before_visit(notice.event)) return std::nullopt;
    return facts;
  }
  if (is_over(context, notice, *request)) return std::nullopt;
  if (notice.event == "invitation.made")
    facts["day"] = say_urgency(context.town, *request, context.now);
  if (notice.event.starts_with("request.agreed")) {
    const auto visit = store::last_visit(context.tx, request->id);
    if (visit && visit->agreed_for) facts["when"] = say_hour_of(context, *visit);
  }
  return facts;
}

}  // namespace kindbank::bank
