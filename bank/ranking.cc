#include "bank/ranking.h"

#include <algorithm>
#include <set>

#include "store/members.h"
#include "store/no_go.h"
#include "store/preferences.h"

namespace kindbank::bank {
namespace {

constexpr int most_invitations_a_week = 2;
// Of one band at a time: enough for a wave, for those who are busy and for the reasons of those
// behind them, and then more.
constexpr std::size_t first_page = 64;
constexpr std::size_t page_grows = 4;

Time month_began(const Town& town, Time now) {
  auto local = town.zone.to_local(now);
  local.day = 1;
  local.hour = 0;
  local.minute = 0;
  return town.zone.to_utc(local);
}

std::vector<std::string> nearby_areas(const Town& town, const std::string& area) {
  const auto found = town.neighbours.find(area);
  if (found == town.neighbours.end()) return {};
  return {found->second.begin(), found->second.end()};
}

// Goes from band to band, and remembers who was handed over.
class Ranking {
 public:
  Ranking(Context& context, const store::Request& request,
          const std::function<bool(const std::vector<Ranked>&)>& take)
      : context_(context), take_(take), seen_{request.member, request.subject} {
    query_.category = request.category;
    query_.vetting = request.vetting;
    query_.now = context.now;
    query_.month_began = month_began(context.town, context.now);
    const auto helpers = store::helpers_of(context.tx, request.subject);
    helpers_ = {helpers.begin(), helpers.end()};
    areas_ = {request.area};
    nearby_ = nearby_areas(context.town, request.area);
    same_helper_ = store::preference_of(context.tx, request.id) == "same";
  }

  std::optional<Ranked> one(std::int64_t member) const {
    if (seen_.contains(member)) return std::nullopt;
    const auto found = store::candidates_among(context_.tx, query_, {member});
    if (found.empty()) return std::nullopt;
    const bool helped = std::find(helpers_.begin(), helpers_.end(), member) != helpers_.end();
    return Ranked{found.front(), band_of(found.front()), helped};
  }

  void run() {
    known_ = store::candidates_among(context_.tx, query_, helpers_);
    if (same_helper_ && !hand_over_known()) return;
    if (!band(Band::area, areas_)) return;
    if (!nearby_.empty() && !band(Band::nearby, nearby_)) return;
    band(Band::town, {});
  }

 private:
  Band band_of(const store::Candidate& candidate) const {
    const auto lives_in = [&](const std::vector<std::string>& areas) {
      return std::find(areas.begin(), areas.end(), candidate.area) != areas.end();
    };
    if (lives_in(areas_)) return Band::area;
    return lives_in(nearby_) ? Band::nearby : Band::town;
  }

  // False where `take` has enough.
  bool hand_over(Band band, const std::vector<store::Candidate>& found, bool helped_before) {
    std::vector<Ranked> page;
    for (const auto& candidate : found)
      if (band_of(candidate) == band && seen_.insert(candidate.member).second)
        page.push_back({candidate, band, helped_before});
    return page.empty() || take_(page);
  }

  // Who helped there before comes first wherever they live, where that was asked for.
  bool hand_over_known() {
    return hand_over(Band::area, known_, true) && hand_over(Band::nearby, known_, true) &&
           hand_over(Band::town, known_, true);
  }

  bool band(Band band, const std::vector<std::string>& areas) {
    if (!hand_over(band, known_, true)) return false;
    query_.areas = areas;
    for (query_.limit = first_page;; query_.limit *= page_grows) {
      const auto found = store::candidates(context_.tx, query_);
      if (!hand_over(band, found, false)) return false;
      if (found.size() < query_.limit) return true;
    }
  }

  Context& context_;
  const std::function<bool(const std::vector<Ranked>&)>& take_;
  std::set<std::int64_t> seen_;
  store::CandidateQuery query_;
  std::vector<std::int64_t> helpers_;
  std::vector<store::Candidate> known_;
  std::vector<std::string> areas_;
  std::vector<std::string> nearby_;
  bool same_helper_ = false;  // was asked for
};

bool goes_that_far(const Ranked& ranked) {
  if (ranked.candidate.distance == "street") return ranked.band == Band::area;
  return ranked.candidate.distance != "side" || ranked.band != Band::town;
}

}  // namespace

void rank(Context& context, const store::Request& request,
          const std::function<bool(const std::vector<Ranked>&)>& take) {
  Ranking(context, request, take).run();
}

std::optional<Ranked> rank_one(Context& context, const store::Request& request,
                               std::int64_t member) {
  return Ranking(context, request, [](const std::vector<Ranked>&) { return false; }).one(member);
}

Gate::Gate(Context& context, const store::Request& request)
    : no_go_(store::no_go_of(context.tx, request.subject)) {
  no_go_.merge(store::no_go_of(context.tx, request.member));
  if (const auto who = store::preference_of(context.tx, request.id);
      who == "woman" || who == "man") {
    wanted_ = who;
    described_ = store::members_described(context.tx, who);
    others_ = store::members_described(context.tx, who == "woman" ? "man" : "woman");
  }
  const auto category = context.town.categories.find(request.category);
  if (category == context.town.categories.end() || !category->second.same_language) return;
  const auto subject = store::find_member(context.tx, request.subject);
  if (subject) language_ = subject->language;
}

std::string Gate::reason_against(const Ranked& ranked) const {
  const auto& candidate = ranked.candidate;
  if (no_go_.count(candidate.member) > 0) return "the two are not brought together";
  if (others_.count(candidate.member) > 0) return "a " + wanted_ + " was asked for";
  if (!language_.empty() && candidate.language != language_) return "speaks another language";
  if (!goes_that_far(ranked)) return "does not go that far";
  if (candidate.stopped) return "has stopped texts";
  if (candidate.frozen) return "an incident is open";
  if (candidate.open_invitations >= candidate.most_open)
    return candidate.most_open == 1 ? "has an invitation open" : "has as many open as they chose";
  if (candidate.asked_this_week >= std::max(most_invitations_a_week, candidate.most_open))
    return "was asked often enough this week";
  if (candidate.jobs_this_month >= candidate.monthly_cap) return "has done the month's jobs";
  return {};
}

std::string why_asked(const Ranked& ranked) {
  std::string why = ranked.band == Band::area     ? "live in the same area"
                    : ranked.band == Band::nearby ? "live nearby"
                                                  : "live in the same town";
  if (ranked.helped_before) return why + ", and helped there before";
  return why + (ranked.candidate.last_asked_at ? ", and it was your turn"
                                               : ", and were not asked before");
}

}  // namespace kindbank::bank
