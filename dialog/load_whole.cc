// What only a whole set of flows can be asked: that every word which works in any state begins
// something, that no text names a word which begins nothing, and that every flow can be come to.
#include <algorithm>
#include <array>

#include "dialog/contains.h"
#include "dialog/draft.h"
#include "dialog/gate.h"
#include "dialog/normal.h"
#include "dialog/placeholder.h"
#include "dialog/starts.h"
#include "dialog/talk.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

// Heard by the engine or the turn itself.
constexpr std::array<std::string_view, 2> without_flow = {"back", "red"};
// Begun by the engine, by their names.
constexpr std::array begun_by_name = {join_flow,  menu_flow,   person_flow, stop_flow,
                                      start_flow, cancel_flow, change_flow, staff_flow,
                                      which_flow, when_flow,   where_flow};

class Whole {
 public:
  explicit Whole(const std::vector<Flow>& flows) : flows_{flows} {
    for (const Flow& flow : flows) set_.borrow(flow);
  }

  void check_standing_words() {
    for (const std::string& word : all_standing_words()) {
      if (contains(without_flow, word) || find_start(set_, word, nullptr, {})) continue;
      warn({}, "standing-word-without-flow",
           "The word '" + word + "' works in any state, and no flow begins on it.",
           "Write one, or add the word to a flow's starts_on.");
    }
  }

  void check_words_in_texts() {
    for (const Flow& flow : flows_) {
      for (const auto& [key, place] : flow.places) {
        if (!key.starts_with(named_word)) continue;
        const std::string written = key.substr(named_word.size());
        const std::string word = plain(written);
        if (is_rights_word(word) || is_standing_word(word) || find_start(set_, word, nullptr, {}))
          continue;
        warn(place, "text-names-unknown-word",
             "A text here says to text " + written + ", which begins nothing.",
             "Name a word that some flow has under starts_on.");
      }
    }
  }

  void check_start_words(const Words& words) {
    for (const Flow& flow : flows_)
      for (const std::string& pattern : flow.starts_on) {
        const auto before = heard_before(words, set_, flow.name, pattern);
        if (before.empty()) continue;
        findings_.push_back(
            {Finding::Level::error, flow.places.find("start:" + pattern)->second,
             "start-word-never-heard",
             "'" + pattern + "' never begins this flow: it is heard as " + before + ".",
             "Choose other words."});
      }
  }

  // What a flow saves and does not read must be taken by one that it leads to.
  void check_saved() {
    for (const Flow& flow : flows_) {
      for (const auto& [key, place] : flow.places) {
        if (!key.starts_with(unread_fact)) continue;
        const std::string fact = key.substr(unread_fact.size());
        const bool taken = std::any_of(flow.jumps.begin(), flow.jumps.end(), [&](const Jump& jump) {
          const Flow* next = set_.current(jump.flow);
          return next != nullptr && next->takes(fact);
        });
        if (taken) continue;
        warn(place, "save-never-used",
             "Neither this flow nor one that it leads to reads '" + fact + "'.",
             "Remove the save, or use what it keeps.");
      }
    }
  }

  void check_ways_in() {
    std::set<std::string> led_to;
    for (const Flow& flow : flows_) {
      for (const auto& [key, place] : flow.places) {
        if (key.starts_with("jump:")) led_to.insert(key.substr(5));
      }
    }
    for (const Flow& flow : flows_) {
      const bool begins = !flow.starts_on.empty() || !flow.events.empty() || !flow.says.empty();
      if (begins || contains(begun_by_name, flow.name) || led_to.contains(flow.name)) continue;
      warn(flow.place, "flow-never-begins", "Nothing begins the flow '" + flow.name + "'.",
           "Give it starts_on, or lead to it with next: flow:" + flow.name + ".");
    }
  }

  void check_files() {
    for (const Flow& flow : flows_) {
      if (is_in_own_file(flow)) continue;
      findings_.push_back({Finding::Level::error, flow.place, "flow-name-not-file",
                           "The flow '" + flow.name + "' stands in the file of another.",
                           "Call the file " + flow.name + ".yaml, or mend flow:."});
    }
  }

  std::vector<Finding> findings() { return std::move(findings_); }

 private:
  void warn(const Place& place, std::string code, std::string message, std::string hint) {
    findings_.push_back(
        {Finding::Level::warning, place, std::move(code), std::move(message), std::move(hint)});
  }

  const std::vector<Flow>& flows_;
  Flows set_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_whole(const std::vector<Flow>& flows, const Words& words) {
  Whole whole{flows};
  whole.check_start_words(words);
  whole.check_standing_words();
  whole.check_words_in_texts();
  whole.check_saved();
  whole.check_ways_in();
  whole.check_files();
  return whole.findings();
}

std::vector<Finding> check_choice_words(const Words& words, const std::vector<Flow>& flows) {
  std::vector<std::string> offered{"yes", "no"};
  for (const Flow& flow : flows)
    for (const Step& step : flow.steps)
      for (const Choice& choice : step.choices) offered.push_back(choice.key);
  std::vector<Finding> findings;
  for (const auto& [language, choices] : words.choices)
    for (const auto& [key, place] : choices.keys())
      if (!contains(offered, key))
        findings.push_back({Finding::Level::warning, place, "choice-never-offered",
                            "No flow has a choice '" + key + "', so its words are never heard.",
                            did_you_mean(key, offered, "Take them out, or mend the key.")});
  return findings;
}

namespace {

// The longest that a step says or asks, where it is begun on that channel.
std::size_t longest_text(const Flow& flow, const Step& step) {
  std::size_t longest = 0;
  for (const auto& [text, rich] :
       {std::pair(&step.say, &step.rich.say), std::pair(&step.ask, &step.rich.ask)}) {
    const auto& shown = rich->empty() ? *text : *rich;
    longest = std::max(longest, code_points(filled(flow, shown)).size());
  }
  return longest;
}

void check_room(const Flow& flow, const TemplateChannel& channel, std::vector<Finding>& findings) {
  for (const Step& step : flow.steps)
    if (longest_text(flow, step) > channel.room)
      findings.push_back(
          {Finding::Level::warning, step.place, "too-long-for-template",
           "With its longest names this text does not fit into a template of channel '" +
               channel.name + "', which has room for " + std::to_string(channel.room) +
               " characters.",
           "Make it shorter; it goes out in two."});
}

// A template with variables says one text of the flow, which is known by how many slots it has.
void check_variables(const Flow& flow, const TemplateChannel& channel,
                     std::vector<Finding>& findings) {
  const auto found = channel.variables.find(flow.message_template);
  if (found == channel.variables.end()) return;
  std::size_t texts = 0;
  for (const Step& step : flow.steps)
    for (const auto* text : {&step.say, &step.ask})
      if (!text->empty() && slots_in(*text).size() == found->second) ++texts;
  if (texts == 1) return;
  findings.push_back({Finding::Level::error, flow.place, "template-variables",
                      "Of channel '" + channel.name + "' the template '" + found->first + "' has " +
                          std::to_string(found->second) +
                          " variables, so one text of this flow must have as many {facts}, and " +
                          std::to_string(texts) + " have.",
                      "Mend the number in the settings, or the texts."});
}

}  // namespace

std::vector<Finding> check_templates(const std::vector<Flow>& flows,
                                     const std::vector<TemplateChannel>& channels) {
  std::vector<Finding> findings;
  for (const Flow& flow : flows) {
    for (const auto& channel : channels) check_variables(flow, channel, findings);
    if (flow.events.empty()) continue;
    for (const auto& channel : channels) {
      if (channel.room > 0) check_room(flow, channel, findings);
      const bool has_one = channel.templates.contains(flow.message_template);
      if (has_one || channel.for_all == TemplateChannel::ForAll::yes) continue;
      findings.push_back({Finding::Level::error, flow.place, "template-missing",
                          "The bank begins this flow, and channel '" + channel.name +
                              "' begins nothing without a template.",
                          "Write template: and a name that the channel's settings have."});
      break;
    }
  }
  return findings;
}

}  // namespace kindbank::dialog
