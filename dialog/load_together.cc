// What only shows with all flows side by side.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "dialog/draft.h"

namespace kindbank::dialog {
namespace {

class Together {
 public:
  Together(const std::vector<Flow>& flows, const std::vector<std::string>& refused)
      : flows_{flows}, refused_{refused} {
    for (const Flow& flow : flows) names_.push_back(flow.name);
  }

  void check_names() {
    std::map<std::string, const Flow*> first;
    for (const Flow& flow : flows_) {
      const auto [found, added] = first.try_emplace(flow.name, &flow);
      if (added) continue;
      const bool copied_from_this = is_in_own_file(flow) && !is_in_own_file(*found->second);
      const Flow& copy = copied_from_this ? *found->second : flow;
      const Flow& other = copied_from_this ? flow : *found->second;
      error(copy.place, "flow-name-twice",
            "A flow called '" + copy.name + "' is in " + other.place.file + " already.",
            "Give one of them another name.");
    }
  }

  void check_words() {
    std::map<std::string, const Flow*> first;
    for (const Flow& flow : flows_) {
      for (const std::string& words : flow.starts_on) {
        const auto [found, added] = first.try_emplace(slots_alike(words), &flow);
        if (added || found->second->name == flow.name) continue;
        error(place(flow, "start:" + words), "start-word-claimed-twice",
              "The flow '" + found->second->name + "' begins on '" + words + "' already.",
              "Remove one of the two.");
      }
    }
  }

  void check_said() {
    std::map<std::string, const Flow*> first;
    for (const Flow& flow : flows_)
      for (const std::string& what : flow.says) {
        const auto [found, added] = first.try_emplace(what, &flow);
        if (added || found->second->name == flow.name) continue;
        error(place(flow, "says:" + what), "said-claimed-twice",
              "The flow '" + found->second->name + "' begins on a " + what + " already.",
              "Remove one of the two.");
      }
  }

  void check_events(const BankEvents& bank_events) {
    std::vector<std::string> names;
    for (const auto& [name, facts] : bank_events) names.push_back(name);
    std::map<std::string, const Flow*> first;
    for (const Flow& flow : flows_) {
      for (const std::string& event : flow.events) {
        const Place where = place(flow, "event:" + event);
        const auto known = bank_events.find(event);
        if (known == bank_events.end()) {
          error(where, "unknown-bank-event", "The bank never tells '" + event + "'.",
                did_you_mean(event, names, "Write one of the bank's events."));
        } else if (const auto [found, added] = first.try_emplace(event, &flow); !added) {
          if (found->second->name == flow.name) continue;
          error(where, "bank-event-claimed-twice",
                "The flow '" + found->second->name + "' begins on '" + event + "' already.",
                "Remove one of the two.");
        } else {
          check_handed_in(flow, event, known->second);
        }
      }
    }
    if (!refused_.empty()) return;
    for (const std::string& event : names) {
      if (first.contains(event)) continue;
      error({}, "bank-event-without-flow", "No flow begins when the bank tells '" + event + "'.",
            "Write a flow with starts_on: {bank: " + event + "}.");
    }
  }

  void check_jumps() {
    for (const Flow& flow : flows_) {
      for (const auto& [key, where] : flow.places) {
        if (!key.starts_with("jump:")) continue;
        const std::string name = key.substr(5);
        if (std::find(refused_.begin(), refused_.end(), name) != refused_.end()) continue;
        const auto found = std::find_if(flows_.begin(), flows_.end(),
                                        [&name](const Flow& one) { return one.name == name; });
        if (found == flows_.end()) {
          error(where, "unknown-flow", "There is no flow '" + name + "'.",
                did_you_mean(name, names_, "Write the name of a flow."));
        }
      }
      check_facts_of_jumps(flow);
    }
  }

  // What somebody wants may be done in a flow that theirs leads to.
  void check_replies(const std::vector<ReplyLimit>& limits) {
    for (const ReplyLimit& limit : limits) {
      if (limit.since != ReplyLimit::Since::talk_began) continue;
      for (const Flow& flow : flows_) {
        for (const Jump& jump : flow.jumps) {
          const auto then = fewest_replies(jump.flow, limit.action, {flow.name});
          const int all = jump.replies + then.value_or(0);
          if (!then || *then > limit.replies || all <= limit.replies + detour_replies) continue;
          findings_.push_back({Finding::Level::warning, jump.place, "too-many-replies",
                               "It takes " + std::to_string(all) + " replies on this way until '" +
                                   limit.action + "' is done in the flow '" + jump.flow + "'.",
                               "Lead there sooner, or leave a question out: every text costs "
                               "money and patience."});
        }
      }
    }
  }

  // Flows that lead to one another at once would go round for ever.
  void check_rounds() {
    for (const Flow& flow : flows_) {
      for (const Jump& jump : flow.jumps) {
        if (jump.when != Jump::When::at_once || !leads_at_once(jump.flow, flow.name)) continue;
        error(jump.place, "loop-without-question",
              "From here the talk comes back to the flow '" + flow.name + "' without asking.",
              "Ask something on the way round, or let it end.");
      }
    }
  }

  std::vector<Finding> findings() { return std::move(findings_); }

 private:
  // Until the action is done in that flow or in one that it leads to; nothing where it never is.
  std::optional<int> fewest_replies(const std::string& name, const std::string& action,
                                    std::set<std::string> passed) const {
    const Flow* flow = find(name);
    if (flow == nullptr || !passed.insert(name).second) return std::nullopt;
    std::optional<int> fewest;
    if (const auto own = flow->replies.find(action); own != flow->replies.end())
      fewest = own->second;
    for (const Jump& jump : flow->jumps) {
      const auto then = fewest_replies(jump.flow, action, passed);
      if (then) fewest = std::min(fewest.value_or(*then + jump.replies), *then + jump.replies);
    }
    return fewest;
  }

  const Flow* find(std::string_view name) const {
    const auto found = std::find_if(flows_.begin(), flows_.end(),
                                    [name](const Flow& one) { return one.name == name; });
    return found == flows_.end() ? nullptr : &*found;
  }

  void check_facts_of_jumps(const Flow& flow) {
    for (const Jump& jump : flow.jumps) {
      const Flow* next = find(jump.flow);
      if (next == nullptr) continue;
      const auto missing =
          std::find_if_not(next->facts.begin(), next->facts.end(),
                           [&jump](const std::string& fact) { return jump.facts.contains(fact); });
      if (missing == next->facts.end()) continue;
      error(jump.place, "fact-not-set-on-path",
            "The flow '" + jump.flow + "' needs '" + *missing + "', which is not set here.",
            "Set it on every way to here, or lead to another flow.");
    }
  }

  bool leads_at_once(const std::string& from, const std::string& to) const {
    std::set<std::string> seen{from};
    std::vector<std::string> waiting{from};
    while (!waiting.empty()) {
      const Flow* flow = find(waiting.back());
      waiting.pop_back();
      if (flow == nullptr) continue;
      if (flow->name == to) return true;
      for (const Jump& jump : flow->jumps) {
        if (jump.when == Jump::When::at_once && seen.insert(jump.flow).second)
          waiting.push_back(jump.flow);
      }
    }
    return false;
  }

  void check_handed_in(const Flow& flow, const std::string& event,
                       const std::vector<std::string>& handed) {
    for (const std::string& fact : flow.facts) {
      if (std::find(handed.begin(), handed.end(), fact) != handed.end()) continue;
      std::string all;
      for (const std::string& one : handed) all += (all.empty() ? "" : ", ") + one;
      error(place(flow, "fact:" + fact), "fact-not-handed-in",
            "The bank hands in no '" + fact + "' with '" + event + "'.",
            did_you_mean(fact, handed, "It hands in: " + all + "."));
    }
  }
  // "{code} done" and "{job} done" are the same words; {words} takes any number of them.
  static std::string slots_alike(const std::string& words) {
    std::string alike = words.ends_with("{words}") ? "..." : "";
    bool inside = false;
    for (const char c : words) {
      if (!inside) alike += c;
      inside = c == '{' || (inside && c != '}');
    }
    return alike;
  }
  static Place place(const Flow& flow, const std::string& key) {
    const auto found = flow.places.find(key);
    return found == flow.places.end() ? flow.place : found->second;
  }
  void error(const Place& where, std::string code, std::string message, std::string hint) {
    findings_.push_back(
        {Finding::Level::error, where, std::move(code), std::move(message), std::move(hint)});
  }

  const std::vector<Flow>& flows_;
  const std::vector<std::string>& refused_;
  std::vector<std::string> names_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_together(const std::vector<Flow>& flows, const BankEvents& bank_events,
                                    const std::vector<std::string>& refused,
                                    const std::vector<ReplyLimit>& replies) {
  Together together{flows, refused};
  together.check_names();
  together.check_words();
  together.check_said();
  together.check_events(bank_events);
  together.check_jumps();
  together.check_rounds();
  together.check_replies(replies);
  return together.findings();
}

}  // namespace kindbank::dialog
