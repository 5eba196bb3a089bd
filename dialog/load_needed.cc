// Whether a flow does what the service relies on it for. Where that is somebody's right, STOP above
// all, not a word may be said before it is done: whoever reads "you will get no more texts" gets
// none.
#include <deque>

#include "dialog/ways.h"

namespace kindbank::dialog {
namespace {

class Needed {
 public:
  Needed(Draft& draft, const Passages& passages, const NeededAction& needed)
      : draft_{draft}, passages_{passages}, needed_{needed} {}

  void check() {
    bool done = false;
    ahead_.push_back(draft_.flow.steps.front().name);
    while (!ahead_.empty()) {
      const std::string name = std::move(ahead_.front());
      ahead_.pop_front();
      if (!seen_.insert(name).second) continue;
      const Step* step = draft_.flow.find(name);
      if (step == nullptr) continue;
      const bool does = step->call && step->call->action == needed_.action;
      done = done || does;
      if (!needed_.before_a_word) {
        go_on_from(name);
      } else if (!texts_of(*step).empty()) {
        return complain(step->place,
                        "'" + name + "' says something before '" + needed_.action + "' is done.");
      } else if (!does) {
        go_on_from(name);
      }
    }
    if (!done) complain(draft_.flow.place, "Nothing in this flow does '" + needed_.action + "'.");
  }

 private:
  void go_on_from(const std::string& name) {
    const auto passage = passages_.find(name);
    if (passage == passages_.end()) return;
    for (const Way& way : passage->second.ways) ahead_.push_back(way.to);
  }

  void complain(const Place& place, const std::string& message) {
    draft_.error(place, "needed-action-missing", message,
                 needed_.before_a_word
                     ? "Let the first step do it; only then may a text say that it is done."
                     : "The service relies on it: let a step do it.");
  }

  Draft& draft_;
  const Passages& passages_;
  const NeededAction& needed_;
  std::deque<std::string> ahead_;
  FactNames seen_;
};

}  // namespace

void check_needed(Draft& draft, const Passages& passages, const std::vector<NeededAction>& needed) {
  for (const NeededAction& one : needed)
    if (one.flow == draft.flow.name) Needed{draft, passages, one}.check();
}

}  // namespace kindbank::dialog
