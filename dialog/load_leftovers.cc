// What is translated and nowhere in the flows: a step that got another name, mostly.
#include <algorithm>

#include "dialog/draft.h"

namespace kindbank::dialog {
namespace {

class Leftovers {
 public:
  explicit Leftovers(const Language& language) : language_{language} {}

  void check_replies(const ReplyTexts& replies) {
    std::vector<std::string> known;
    for (const auto& [key, text] : replies) known.push_back(key);
    for (const auto& [key, text] : language_.replies)
      if (!replies.contains(key)) say_nothing(text.place, "reply", key, known);
  }

  void check_flows(const Flows& flows, const std::vector<std::string>& refused) {
    std::vector<std::string> names = refused;
    for (const Flow* flow : flows.all()) names.push_back(flow->name);
    for (const auto& [name, own] : language_.flows) {
      const Flow* flow = flows.current(name);
      if (flow != nullptr) {
        check_steps(*flow, own);
      } else if (std::find(names.begin(), names.end(), name) == names.end()) {
        say_nothing(own.place, "flow", name, names);
      }
    }
  }

  std::vector<Finding> findings() { return std::move(remarks_.findings); }

 private:
  // The step without a translation that says in English what this one was made from: it got
  // another name. "" where none does.
  static std::string renamed(const Flow& flow, const TranslatedFlow& own,
                             const TranslatedStep& old) {
    for (const Step& step : flow.steps) {
      if (own.steps.contains(step.name)) continue;
      for (const auto& [part, text] : translatable_texts_of(step)) {
        const auto made = old.texts.find(part);
        if (made != old.texts.end() && made->second.english == text) return step.name;
      }
    }
    return {};
  }

  void check_steps(const Flow& flow, const TranslatedFlow& own) {
    std::vector<std::string> steps;
    for (const Step& step : flow.steps) steps.push_back(step.name);
    for (const auto& [name, translated] : own.steps) {
      const Step* step = flow.find(name);
      if (step == nullptr) {
        const auto now = renamed(flow, own, translated);
        say_nothing(translated.place, "step", name, steps,
                    now.empty() ? "" : "'" + now + "' says this now: give it that name here, too.");
        continue;
      }
      std::vector<std::string> parts;
      for (const auto& [part, text] : translatable_texts_of(*step)) parts.push_back(part);
      for (const auto& [part, text] : translated.texts)
        if (std::find(parts.begin(), parts.end(), part) == parts.end())
          say_nothing(text.place, "text", part, parts);
    }
  }

  void say_nothing(const Place& place, const std::string& kind, const std::string& name,
                   const std::vector<std::string>& known, const std::string& hint = {}) {
    remarks_.warn(place, "translation-of-nothing",
                  "There is no " + kind + " '" + name + "' to translate.",
                  hint.empty() ? did_you_mean(name, known, "Take it out.") : hint);
  }

  const Language& language_;
  Remarks remarks_;
};

}  // namespace

std::vector<Finding> check_leftovers(const Language& language, const Flows& flows,
                                     const ReplyTexts& replies,
                                     const std::vector<std::string>& refused) {
  Leftovers leftovers(language);
  leftovers.check_replies(replies);
  leftovers.check_flows(flows, refused);
  return leftovers.findings();
}

}  // namespace kindbank::dialog
