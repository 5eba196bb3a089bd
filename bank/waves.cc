#include "bank/waves.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "bank/ranking.h"
#include "bank/urgency.h"
#include "store/dues.h"
#include "store/members.h"
#include "store/notices.h"
#include "store/preferences.h"

namespace kindbank::bank {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Duration answer_within = hours{24};

// How many have been asked when each wave is out: 3, then 5 more, then 10 more.
constexpr std::array<int, 3> asked_in_all = {3, 8, 18};

struct Pace {
  std::string_view urgency;
  Duration gap;  // from one wave to the next
  int waves;
};
constexpr std::array<Pace, 4> paces = {{{"today", minutes{20}, 3},
                                        {"soon", hours{2}, 3},
                                        {"week", hours{12}, 3},
                                        {"any", hours{24}, 2}}};

const Pace& pace_named(std::string_view urgency) {
  const auto* found = std::find_if(paces.begin(), paces.end(),
                                   [&](const Pace& one) { return one.urgency == urgency; });
  return found == paces.end() ? pace_named("week") : *found;
}

// Who has not said whether they are a woman or a man is told which of them is wished for.
std::string from_whom(Context& context, const store::Request& request) {
  const auto who = store::preference_of(context.tx, request.id);
  return who == "woman" || who == "man" ? " from a " + who : std::string();
}

void await_answer(Context& context, store::Id invitation, const std::string& step) {
  store::insert_due(context.tx, {context.ids.next(), "invitation", std::to_string(invitation), step,
                                 in_daytime(context.town, context.now + answer_within)});
}

void tell(Context& context, const store::Request& request, const store::Invitation& invitation) {
  const auto wave = std::to_string(invitation.wave);
  const auto category = context.town.categories.find(request.category);
  const bool known = category != context.town.categories.end();
  store::Notice notice;
  notice.id = context.ids.next();
  notice.cause = about_invitation(invitation.id) + ", wave " + wave;
  notice.member = invitation.member;
  notice.event = "invitation.made";
  notice.facts = {
      {"invitation", std::to_string(invitation.id)},
      {"urgency", request.urgency},
      {"code", request.code},
      {"task", (known ? category->second.task : "some help") + from_whom(context, request)},
      {"area", request.area},
      {"day", say_urgency(context.town, request, context.now)},
      {"mins", std::to_string(known ? category->second.minutes : 60)}};
  notice.about = about_invitation(invitation.id);
  notice.closes = notice.about;  // a question that still stands is of before
  notice.message_class = "invitation";
  notice.not_before = in_daytime(context.town, context.now);
  notice.created_at = context.now;
  store::insert_notice(context.tx, notice);
  await_answer(context, invitation.id, "wave " + wave);
}

// Who has lost a job whose helper then fell out is asked again; nobody who has said no.
void invite_once_more(Context& context, const store::Request& request, store::Invitation invitation,
                      int wave) {
  invitation.wave = wave;
  invitation.asked_at = context.now;
  store::invite_again(context.tx, invitation.id, wave, context.now);
  store::mark_asked(context.tx, invitation.member, context.now);
  tell(context, request, invitation);
}

void invite(Context& context, const store::Request& request, const Ranked& ranked, int wave) {
  store::Invitation invitation;
  invitation.id = context.ids.next();
  invitation.request = request.id;
  invitation.member = ranked.candidate.member;
  invitation.wave = wave;
  invitation.why = why_asked(ranked);
  invitation.asked_at = context.now;
  if (store::insert_invitation(context.tx, invitation) != store::Inserted::yes) return;
  store::mark_asked(context.tx, invitation.member, context.now);
  tell(context, request, invitation);
}

// Of those behind them the nearest have a reason written down, too: not a whole region.
constexpr int most_reasons = 50;

int ask(Context& context, const store::Request& request, int wave, int places) {
  if (places <= 0) return 0;
  const Gate gate(context, request);
  int invited = 0;
  int looked_at = 0;
  std::vector<Ranked> unsaid;  // the first of them: asked where nobody is known to be who is wished
  rank(context, request, [&](const std::vector<Ranked>& page) {
    for (const auto& ranked : page) {
      if (invited == places && looked_at >= most_reasons) return false;
      ++looked_at;
      const auto member = ranked.candidate.member;
      const auto before = store::find_invitation(context.tx, request.id, member);
      if (before && before->state != "lost") continue;
      auto against = gate.reason_against(ranked);
      if (against.empty() && invited == places) against = "others come first";
      if (against.empty() && !before && gate.is_unsaid(member) && std::ssize(unsaid) < places) {
        unsaid.push_back(ranked);
        continue;
      }
      if (against.empty()) {
        if (before)
          invite_once_more(context, request, *before, wave);
        else
          invite(context, request, ranked, wave);
        ++invited;
      } else {
        store::put_exclusion(context.tx, {request.id, member, against});
      }
    }
    return true;
  });
  if (invited > 0) return invited;
  for (const auto& ranked : unsaid) invite(context, request, ranked, wave);
  return static_cast<int>(unsaid.size());
}

struct Asked {
  int wave = 0;   // the last one; 0: nobody was asked yet
  int count = 0;  // of this search, who was asked and had the time to answer
};

Asked asked_for(const Context& context, const store::Request& request) {
  Asked asked{request.waves_before};
  for (const auto& one : store::invitations_of_request(context.tx, request.id)) {
    if (one.wave <= request.waves_before) continue;
    asked.wave = std::max(asked.wave, one.wave);
    asked.count += one.state == "released" ? 0 : 1;
  }
  return asked;
}

// `wave` is of this search.
int places_in(int wave, const Asked& asked) {
  return asked_in_all.at(static_cast<std::size_t>(wave) - 1) - asked.count;
}

}  // namespace

std::string about_invitation(store::Id invitation) {
  return "invitation " + std::to_string(invitation);
}

bool is_being_asked(const Context& context, const store::Request& request) {
  const auto invitations = store::invitations_of_request(context.tx, request.id);
  return std::any_of(invitations.begin(), invitations.end(), [&](const store::Invitation& one) {
    return one.state == "invited" && !time_to_answer_is_over(context, one);
  });
}

int open_wave(Context& context, const store::Request& request) {
  const auto& pace = pace_named(urgency_now(context.town, request, context.now));
  const auto asked = asked_for(context, request);
  const int wave = asked.wave + 1;
  const int of_search = wave - request.waves_before;
  if (of_search > pace.waves) return 0;
  const int invited = ask(context, request, wave, places_in(of_search, asked));
  if (invited > 0 && of_search < pace.waves)
    store::insert_due(context.tx,
                      {context.ids.next(), "wave", std::to_string(request.id), std::to_string(wave),
                       in_daytime(context.town, in_daytime(context.town, context.now) + pace.gap)});
  return invited;
}

int fill_wave(Context& context, const store::Request& request) {
  const auto asked = asked_for(context, request);
  const int of_search = asked.wave - request.waves_before;
  if (of_search == 0) return open_wave(context, request);
  return ask(context, request, asked.wave, places_in(of_search, asked));
}

int ask_some_more(Context& context, const store::Request& request) {
  const auto asked = asked_for(context, request);
  return ask(context, request, std::max(asked.wave, request.waves_before + 1),
             asked_in_all.front());
}

int waves_out(const Context& context, const store::Request& request) {
  return asked_for(context, request).wave;
}

bool time_to_answer_is_over(const Context& context, const store::Invitation& invitation) {
  return in_daytime(context.town, invitation.asked_at + answer_within) <= context.now;
}

void begin_time_to_answer(Context& context, const std::string& about) {
  const auto id = std::stoll(about.substr(about.rfind(' ') + 1));
  const auto invitation = store::find_invitation(context.tx, id);
  if (!invitation || invitation->state != "invited" || invitation->asked_at == context.now) return;
  store::set_asked_at(context.tx, invitation->id, context.now);
  await_answer(context, invitation->id, "said " + std::to_string(to_millis(context.now)));
}

std::vector<std::int64_t> who_could(Context& context, const store::Request& request, int limit) {
  std::vector<std::int64_t> found;
  const Gate gate(context, request);
  rank(context, request, [&](const std::vector<Ranked>& page) {
    for (const auto& ranked : page) {
      if (std::ssize(found) == limit) return false;
      const auto member = ranked.candidate.member;
      if (store::find_invitation(context.tx, request.id, member)) continue;
      if (gate.reason_against(ranked).empty()) found.push_back(member);
    }
    return true;
  });
  return found;
}

std::string ask_one(Context& context, const store::Request& request, std::int64_t member) {
  if (store::find_invitation(context.tx, request.id, member)) return "was asked for it already";
  const auto ranked = rank_one(context, request, member);
  if (!ranked) return "has not offered this, or needs level " + request.vetting;
  const Gate gate(context, request);
  if (auto against = gate.reason_against(*ranked); !against.empty()) return against;
  invite(context, request, *ranked, std::max(asked_for(context, request).wave, 1));
  return {};
}

bool wave_ended(Context& context, const store::Request& request, const std::string& wave) {
  const bool is_last = std::to_string(asked_for(context, request).wave) == wave;
  return (is_last && open_wave(context, request) > 0) || is_being_asked(context, request);
}

}  // namespace kindbank::bank
