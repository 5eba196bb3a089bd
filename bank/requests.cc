#include "bank/requests.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "bank/arguments.h"
#include "bank/codes.h"
#include "bank/dispatch.h"
#include "bank/intake.h"
#include "bank/to_meet.h"
#include "bank/urgency.h"
#include "bank/vetting.h"
#include "store/consents.h"
#include "store/dues.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/offers.h"
#include "store/preferences.h"
#include "store/requests.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using std::chrono::hours;

constexpr hours same_need_within{
    24};  // the same need again is merged, a different one never dropped

constexpr std::int64_t most_jobs_a_month = 8;

struct Promise {
  std::string_view urgency;
  Duration after;
};
// When the asker is told even if nobody was found, in time to look elsewhere.
constexpr std::array<Promise, 4> promises = {
    {{"today", hours{1}}, {"soon", hours{6}}, {"week", hours{24}}, {"any", hours{24 * 7}}}};

bool insert_with_code(Context& context, store::Request& request) {
  for (int draw = 0; draw < code_draws; ++draw) {
    request.code = draw_code(context.ids);
    if (store::insert_request(context.tx, request) == store::Inserted::yes) return true;
  }
  return false;
}

// Whether the member has been met for the least that this kind of help needs.
bool can_be_asked(const Context& context, const store::Member& member, const std::string& name) {
  const auto& town = context.town;
  const auto category = town.categories.find(name);
  const auto held = level_held(member, context.now);
  if (held == Level::V0 || category == town.categories.end()) return held != Level::V0;
  const auto& [level, with_reason] =
      std::pair(category->second.level, category->second.level_with_reason);
  return (level && held >= *level) || (with_reason && held >= *with_reason);
}

store::Request request_of(const Context& context, const Facts& arguments) {
  const auto member = store::find_member(context.tx, context.member);
  if (!member) throw std::logic_error("somebody who is no member asked for help");
  store::Request request;
  request.category = argument(arguments, "category");
  request.need = argument(arguments, "need");
  request.urgency = argument(arguments, "urgency");
  request.wanted = argument(arguments, "wanted");
  request.vetting = argument(arguments, "level");
  request.member = member->number;
  request.subject = member->number;
  request.area = member->area;
  request.created_at = context.now;
  return request;
}

// The code of a job that the member asked for lately in the same words, and that is not over.
std::optional<std::string> same_need(const Context& context, const store::Request& wanted) {
  for (const auto& one : store::requests(context.tx, wanted.member)) {
    const bool lives = one.state == "open" || one.state == "matched" || one.state == "waiting";
    if (lives && one.created_at >= context.now - same_need_within &&
        one.category == wanted.category && one.urgency == wanted.urgency &&
        one.wanted == wanted.wanted && one.need == wanted.need)
      return one.code;
  }
  return std::nullopt;
}

// They have said already that they cannot.
void leave_out(Context& context, const store::Request& request, std::int64_t member) {
  store::Invitation invitation;
  invitation.id = context.ids.next();
  invitation.request = request.id;
  invitation.member = member;
  invitation.state = "declined";
  invitation.asked_at = context.now;
  invitation.answered_at = context.now;
  store::insert_invitation(context.tx, invitation);
}

Told open(Context& context, store::Request request, const Facts& arguments,
          std::optional<std::int64_t> but = std::nullopt) {
  request.id = context.ids.next();
  request.answer_by = answer_by(context.town, request, context.now);
  request.door_word = draw_door_word(context.ids);
  if (!insert_with_code(context, request)) throw std::runtime_error("no job code is free");
  if (but) leave_out(context, request, *but);
  const auto preference = argument(arguments, "preference");
  if (!preference.empty() && preference != "any")
    store::put_preference(context.tx, request.id, preference);
  store::insert_due(context.tx, {context.ids.next(), "answer_by", std::to_string(request.id), "1",
                                 *request.answer_by});
  store::insert_due(context.tx, {context.ids.next(), "still_needed", std::to_string(request.id),
                                 "1", in_daytime(context.town, context.now + ask_again_after)});
  dispatch(context, request);
  brake_if_full(context);
  return {"opened",
          {{"code", request.code},
           {"answer_by", say_when(context.town, context.now, *request.answer_by)}}};
}

}  // namespace

Told describe(Context& context, const Facts& arguments) {
  const auto as = argument(arguments, "answer");
  if (context.member != 0)
    store::describe_member(context.tx, context.member, as == "woman" || as == "man" ? as : "");
  return {"described", {}};
}

std::vector<std::string> preferences() { return {"same", "woman", "man", "any"}; }

std::vector<std::string> urgencies() {
  std::vector<std::string> all;
  for (const Promise& promise : promises) all.emplace_back(promise.urgency);
  return all;
}

Time answer_by(const Town& town, std::string_view urgency, Time now) {
  const auto* found = std::find_if(promises.begin(), promises.end(),
                                   [&](const Promise& one) { return one.urgency == urgency; });
  const auto after = found == promises.end() ? Duration{hours{24}} : found->after;
  return in_daytime(town, in_daytime(town, now) + after);  // nobody is asked before the morning
}

Time answer_by(const Town& town, const store::Request& request, Time now) {
  const auto by = answer_by(town, request.urgency, now);
  const auto wanted = wanted_at(town, request);
  return wanted && *wanted > now ? std::min(by, *wanted) : by;
}

Told open_request(Context& context, const Facts& arguments) {
  if (const auto intake = check_intake(context, arguments); intake.outcome != "open") return intake;
  const auto request = request_of(context, arguments);
  if (const auto code = same_need(context, request)) return {"duplicate", {{"code", *code}}};
  return open(context, request, arguments);
}

Told open_another(Context& context, const Facts& arguments) {
  if (const auto intake = check_intake(context, arguments); intake.outcome != "open") return intake;
  return open(context, request_of(context, arguments), arguments);
}

Told ask_again(Context& context, const Facts& arguments) {
  auto request = store::find_by_code(context.tx, capitals(argument(arguments, "code")));
  const auto then = request ? wanted_at(context.town, *request) : std::nullopt;
  if (!then || *then <= context.now || request->member != context.member ||
      request->state != "cancelled")
    return {"over", {}};
  if (const auto intake = check_intake(context, arguments); intake.outcome != "open") return intake;
  const auto before = std::exchange(request->helper, std::nullopt);
  request->state = "open";
  request->matched_at.reset();
  request->waves_before = 0;
  request->created_at = context.now;
  return open(context, *request, arguments, before);
}

Told look_how_often(Context&, const Facts& arguments) {
  const auto times = number_argument(arguments, "answer");
  if (times < 1) return {"never", {}};
  return {times > most_jobs_a_month ? "too_often" : "fits", {}};
}

Told choose_most_open(Context& context, const Facts& arguments) {
  constexpr std::int64_t most_at_once = 3;
  if (context.member == 0 || store::offers(context.tx, context.member).empty())
    return {"nothing", {}};
  const auto most = number_argument(arguments, "jobs");
  if (most < 1 || most > most_at_once) return {"how_many", {}};
  store::set_most_open(context.tx, context.member, static_cast<int>(most));
  invite_to_open(context, context.member);
  return {"saved", {{"most", std::to_string(most)}}};
}

Told save_offer(Context& context, const Facts& arguments) {
  const auto member = store::find_member(context.tx, context.member);
  if (!member) throw std::logic_error("somebody who is no member offered help");
  store::Offer offer;
  offer.id = context.ids.next();
  offer.member = member->number;
  offer.category = argument(arguments, "category");
  offer.free_when = argument(arguments, "free_when");
  offer.distance = argument(arguments, "distance");
  offer.monthly_cap = static_cast<int>(
      std::clamp<std::int64_t>(number_argument(arguments, "cap"), 1, most_jobs_a_month));
  offer.created_at = context.now;
  store::put_offer(context.tx, offer);
  store::insert_consent(context.tx, {context.ids.next(), member->number, "invitations",
                                     context.wording, context.translation, context.contact.channel,
                                     store::Consent::Given::yes, context.now});
  invite_to_open(context, member->number);
  await_meeting(context, *member);
  return {can_be_asked(context, *member, offer.category) ? "saved" : "meet_first", {}};
}

}  // namespace kindbank::bank
