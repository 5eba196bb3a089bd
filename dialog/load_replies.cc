// How many texts a flow costs the person who goes through it, up to what it is for: a member
// joined, a job opened. Counted on the shortest way, and on the shortest way by each choice: an
// answer may cost one text more than its neighbours.
#include <algorithm>
#include <deque>
#include <limits>

#include "dialog/ways.h"

namespace kindbank::dialog {
namespace {

constexpr int far = std::numeric_limits<int>::max() / 4;
constexpr int detour = 1;

using Distances = std::map<std::string, int, std::less<>>;

int distance(const Distances& distances, const std::string& step) {
  const auto found = distances.find(step);
  return found == distances.end() ? far : found->second;
}

int cost(const Way& way) { return way.when == Way::When::answered ? 1 : 0; }

class Replies {
 public:
  Replies(Draft& draft, const Passages& passages, const ReplyLimit& limit)
      : draft_{draft}, limit_{limit} {
    for (Way& way : ways_of(passages)) {
      if (way.when != Way::When::silent) ways_.push_back(std::move(way));
    }
  }

  void check() {
    from_start_[draft_.flow.steps.front().name] = 0;
    spread(from_start_, &Way::from, &Way::to);
    for (const Step& step : draft_.flow.steps) {
      if (step.call && step.call->action == limit_.action)
        to_goal_[step.name] = step.call->after_answer ? 1 : 0;
    }
    spread(to_goal_, &Way::to, &Way::from);
    const std::string& first = draft_.flow.steps.front().name;
    if (distance(to_goal_, first) > limit_.replies && distance(to_goal_, first) < far)
      return complain(one_too_many(), distance(to_goal_, first));
    for (const Way& way : ways_) {
      const int there = distance(from_start_, way.from) + cost(way);
      if (distance(from_start_, way.to) < there) continue;  // back, or met on a shorter way
      const int all = there + distance(to_goal_, way.to);
      if (all >= far || all <= limit_.replies + detour) continue;
      return complain(draft_.at(*draft_.flow.find(way.from), way.part), all);
    }
  }

 private:
  // Until no way brings a step nearer.
  void spread(Distances& distances, std::string Way::*near, std::string Way::*next) const {
    for (bool changed = true; changed;) {
      changed = false;
      for (const Way& way : ways_) {
        const int there = distance(distances, way.*near) + cost(way);
        if (there >= distance(distances, way.*next)) continue;
        distances[way.*next] = there;
        changed = true;
      }
    }
  }

  // The first question on the shortest way that goes over the limit.
  Place one_too_many() const {
    for (const Step& step : draft_.flow.steps) {
      if (asks(step) && distance(from_start_, step.name) == limit_.replies &&
          distance(to_goal_, step.name) < far)
        return draft_.at(step, "ask");
    }
    return draft_.flow.place;
  }

  void complain(const Place& place, int replies) {
    draft_.warn(place, "too-many-replies",
                "It takes " + std::to_string(replies) + " replies until '" + limit_.action +
                    "' is done here.",
                "Bring it down to " + std::to_string(limit_.replies) +
                    ": every text costs money and patience.");
  }

  Draft& draft_;
  const ReplyLimit& limit_;
  std::vector<Way> ways_;
  Distances from_start_;
  Distances to_goal_;
};

}  // namespace

void check_replies(Draft& draft, const Passages& passages, const std::vector<ReplyLimit>& limits) {
  for (const ReplyLimit& limit : limits) {
    const bool does = std::any_of(
        draft.flow.steps.begin(), draft.flow.steps.end(),
        [&](const Step& step) { return step.call && step.call->action == limit.action; });
    if (does) Replies{draft, passages, limit}.check();
  }
}

}  // namespace kindbank::dialog
