// How talks end: nobody is left without a word, asked for ever, or led on by a forgotten `next`;
// and what the bank begins says who is texting.
#include <algorithm>
#include <map>

#include "dialog/ways.h"

namespace kindbank::dialog {
namespace {

using When = Way::When;

class Ends {
 public:
  Ends(Draft& draft, const Passages& passages)
      : draft_{draft}, passages_{passages}, ways_{ways_of(passages)} {}

  // Whoever answered, or began the talk, hears something before it is over.
  void check_last_words() {
    std::set<std::string> seen;
    look_for_end(draft_.flow.steps.front().name, seen);
    for (const Way& way : ways_) {
      if (way.when != When::answered) continue;
      if (way.to == end_step) {
        say_dead_end(way);
      } else {
        look_for_end(way.to, seen);
      }
    }
  }

  // Some answer leads out of every question.
  void check_ways_out() {
    for (const Step& step : draft_.flow.steps) {
      const auto found = passages_.find(step.name);
      if (!asks(step) || found == passages_.end() || leads_out(step.name)) continue;
      draft_.error(draft_.at(step, "ask"), "question-without-way-out",
                   "Whatever is answered, this question comes again or another like it.",
                   "Let one answer lead to the end of the talk.");
    }
  }

  // Whoever never answers is left in peace in the end.
  void check_silences() {
    for (const Step& step : draft_.flow.steps) {
      if (!asks(step) || passages_.find(step.name) == passages_.end()) continue;
      if (!silent_round(step.name)) continue;
      const bool own = draft_.wrote(step, "silence.next");
      draft_.error(own ? draft_.at(step, "silence.next") : draft_.at("silence.next"),
                   "silence-goes-round", "Whoever never answers is asked this again and again.",
                   "Let the silence lead to a step after which the talk is over.");
      return;
    }
  }

  // A step without `next` goes on to the one below it. Where other ways lead there too, that is
  // mostly a forgotten `next: end`.
  void check_falls() {
    std::set<std::string> said;
    for (const Way& way : ways_) {
      if (way.target != Way::Target::step_below || way.to == end_step) continue;
      const bool shared = std::any_of(ways_.begin(), ways_.end(), [&](const Way& other) {
        const bool by_name = other.when == When::answered && other.target == Way::Target::written;
        return other.to == way.to && (other.from != way.from || by_name);
      });
      if (!shared || !said.insert(way.from).second) continue;
      draft_.warn(draft_.at(step(way.from), "last"), "falls-into-step",
                  "The step '" + way.from + "' has no 'next', so '" + way.to +
                      "' comes after it, where other ways lead too.",
                  "Write next: " + way.to + ", or next: end.");
    }
  }

  void check_beginnings() {
    std::set<std::string> seen;
    if (!draft_.flow.events.empty()) look_for_name(draft_.flow.steps.front().name, seen);
    for (const Way& way : ways_) {
      if (way.when == When::silent) look_for_name(way.to, seen);
    }
  }

 private:
  const Step& step(std::string_view name) const { return *draft_.flow.find(name); }

  // Follows the ways on which nothing is said.
  void look_for_end(const std::string& name, std::set<std::string>& seen) {
    const auto found = passages_.find(name);
    if (found == passages_.end() || !seen.insert(name).second) return;
    for (const Way& way : found->second.ways) {
      if (way.when != When::at_once || way.says == Way::Says::something) continue;
      if (asks(step(name)) && step(name).choices_from) continue;  // it says what is listed, or not
      if (way.to == end_step) {
        say_dead_end(way);
      } else {
        look_for_end(way.to, seen);
      }
    }
  }

  void say_dead_end(const Way& way) {
    const Step& from = step(way.from);
    const Place place = draft_.at(from, draft_.wrote(from, way.part) ? way.part : "last");
    if (!dead_ends_.insert({place.line, place.column}).second) return;
    draft_.warn(place, "dead-end", "The talk is over here, and the person has heard nothing.",
                "Lead to a step that says how it stands.");
  }

  bool leads_out(const std::string& name) const {
    std::set<std::string> seen{name};
    std::vector<std::string> waiting{name};
    while (!waiting.empty()) {
      const auto found = passages_.find(waiting.back());
      waiting.pop_back();
      if (found == passages_.end()) return true;  // "end", or another flow
      for (const Way& way : found->second.ways) {
        if (way.when != When::silent && seen.insert(way.to).second) waiting.push_back(way.to);
      }
    }
    return false;
  }

  // From question to question, by silence and by what comes at once after it.
  bool silent_round(const std::string& name) const {
    std::set<std::string> seen;
    std::vector<std::string> waiting{name};
    while (!waiting.empty()) {
      const auto found = passages_.find(waiting.back());
      waiting.pop_back();
      if (found == passages_.end()) continue;
      for (const Way& way : found->second.ways) {
        const bool question = found->second.asking.has_value();
        if (way.when == When::answered || (question && way.when != When::silent)) continue;
        if (way.to == name) return true;
        if (seen.insert(way.to).second) waiting.push_back(way.to);
      }
    }
    return false;
  }

  // The first text that comes of the bank's own accord.
  void look_for_name(const std::string& name, std::set<std::string>& seen) {
    const auto found = passages_.find(name);
    if (found == passages_.end() || !seen.insert(name).second) return;
    const Step& here = step(name);
    const std::string part = here.say.empty() ? "ask" : "say";
    if (!(here.say + here.ask).empty() && (found->second.saying || found->second.asking)) {
      for (const auto& [form, text] : texts_of(here)) {
        if (!form.starts_with(part) || text.starts_with("{bank}:")) continue;
        draft_.warn(draft_.at(here, form), "started-without-bank",
                    "This text comes unasked and does not begin with the bank's name.",
                    "Begin it with {bank}: so that people know who is texting.");
      }
      return;
    }
    for (const Way& way : found->second.ways) {
      if (way.when == When::at_once) look_for_name(way.to, seen);
    }
  }

  Draft& draft_;
  const Passages& passages_;
  std::vector<Way> ways_;
  std::set<std::pair<int, int>> dead_ends_;
};

}  // namespace

void check_ends(Draft& draft, const Passages& passages) {
  Ends ends{draft, passages};
  ends.check_last_words();
  ends.check_ways_out();
  ends.check_silences();
  ends.check_falls();
  ends.check_beginnings();
}

}  // namespace kindbank::dialog
