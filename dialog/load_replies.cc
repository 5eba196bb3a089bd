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

using Distances = std::map<std::string, int, std::less<>>;

int distance(const Distances& distances, const std::string& step) {
  const auto found = distances.find(step);
  return found == distances.end() ? far : found->second;
}

int cost(const Way& way) { return way.when == Way::When::answered ? 1 : 0; }

class Replies {
 public:
  Replies(Draft& draft, const Passages& passages) : draft_{draft} {
    for (Way& way : ways_of(passages)) {
      if (way.when != Way::When::silent) ways_.push_back(std::move(way));
    }
    from_start_[first()] = 0;
    spread(from_start_, &Way::from, &Way::to);
  }

  void check(const ReplyLimit& limit) {
    Distances to_goal;
    for (const Step& step : draft_.flow.steps) {
      if (does(step, limit)) to_goal[step.name] = step.call->after_answer ? 1 : 0;
    }
    if (to_goal.empty()) return;
    spread(to_goal, &Way::to, &Way::from);
    const int fewest = distance(to_goal, first());
    if (fewest < far) draft_.flow.replies[limit.action] = fewest;
    if (fewest > limit.replies && fewest < far)
      return complain(limit, one_too_many(limit, to_goal), fewest);
    for (const Way& way : ways_) {
      const int there = distance(from_start_, way.from) + cost(way);
      if (distance(from_start_, way.to) < there) continue;  // back, or met on a shorter way
      const int all = there + distance(to_goal, way.to);
      if (all >= far || all <= limit.replies + detour_replies) continue;
      return complain(limit, draft_.at(*draft_.flow.find(way.from), way.part), all);
    }
  }

  // What comes after something is done is counted anew.
  void note_jumps(const std::vector<ReplyLimit>& limits) {
    Distances since{{first(), 0}};
    for (const Step& step : draft_.flow.steps) {
      if (std::any_of(limits.begin(), limits.end(),
                      [&](const ReplyLimit& limit) { return does(step, limit); }))
        since[step.name] = step.call->after_answer ? -1 : 0;
    }
    spread(since, &Way::from, &Way::to);
    for (const Way& way : ways_) {
      if (!way.to.starts_with(flow_target)) continue;
      const auto place = draft_.at(*draft_.flow.find(way.from), way.part);
      for (Jump& jump : draft_.flow.jumps)
        if (jump.place == place) jump.replies = distance(since, way.from) + cost(way);
    }
  }

 private:
  const std::string& first() const { return draft_.flow.steps.front().name; }

  static bool does(const Step& step, const ReplyLimit& limit) {
    return step.call && step.call->action == limit.action;
  }

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
  Place one_too_many(const ReplyLimit& limit, const Distances& to_goal) const {
    for (const Step& step : draft_.flow.steps) {
      if (asks(step) && distance(from_start_, step.name) == limit.replies &&
          distance(to_goal, step.name) < far)
        return draft_.at(step, "ask");
    }
    return draft_.flow.place;
  }

  void complain(const ReplyLimit& limit, const Place& place, int replies) {
    draft_.warn(place, "too-many-replies",
                "It takes " + std::to_string(replies) + " replies until '" + limit.action +
                    "' is done here.",
                "Bring it down to " + std::to_string(limit.replies) +
                    ": every text costs money and patience.");
  }

  Draft& draft_;
  std::vector<Way> ways_;
  Distances from_start_;
};

}  // namespace

void check_replies(Draft& draft, const Passages& passages, const std::vector<ReplyLimit>& limits) {
  if (limits.empty()) return;
  Replies replies{draft, passages};
  for (const ReplyLimit& limit : limits) replies.check(limit);
  replies.note_jumps(limits);
}

}  // namespace kindbank::dialog
