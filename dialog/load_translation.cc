// A language beside the flows that it translates: what it leaves out, what was made from another
// English than the flow's, what names other facts; and, asked of it as of the English, whether its
// texts fit a phone.
#include <algorithm>
#include <tuple>

#include "dialog/draft.h"
#include "dialog/load.h"
#include "dialog/normal.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

// "{code} {task}" says the same everywhere.
bool has_words(std::string_view text) {
  const auto pieces = pieces_of(text).value_or(std::vector<TextPiece>{});
  return std::any_of(pieces.begin(), pieces.end(), [](const TextPiece& piece) {
    return !words_of(piece.words).empty() ||
           (piece.placeholder && !piece.placeholder->forms.empty());
  });
}

// Without the longer text a phone with room shows the short one.
bool is_needed(std::string_view part, std::string_view text) {
  return !part.ends_with(".rich") && has_words(text);
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

// The first of them, so that a new language shows what else is wrong with it.
std::string some_of(std::vector<std::string> names) {
  constexpr std::size_t most = 12;
  const auto more = names.size() - std::min(names.size(), most);
  names.resize(names.size() - more);
  return joined(names) + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

constexpr std::string_view until_then =
    "Write it beside its English; until then people read English there.";

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

// The text of a step that the part names; nullptr where it has none.
std::string* text_of(Step& step, std::string_view part) {
  if (part == "say") return &step.say;
  if (part == "say.rich") return &step.rich.say;
  if (part == "ask") return &step.ask;
  if (part == "ask.rich") return &step.rich.ask;
  if (part == "why") return &step.why;
  if (part == "choices_from.label") return step.choices_from ? &step.choices_from->label : nullptr;
  for (Choice& choice : step.choices)
    if (part == "choices." + choice.key) return &choice.label;
  return nullptr;
}

class Translation {
 public:
  Translation(const Language& language, const FlowLimits& limits)
      : language_{language}, limits_{limits} {}

  void check_replies(const ReplyTexts& replies) {
    std::vector<std::string> missing;
    for (const auto& [key, text] : replies) {
      const bool is_english =
          key.starts_with("alert_") || key.starts_with("digest_") || key.starts_with("promise_");
      if (is_english || !has_words(text)) continue;
      const auto found = language_.replies.find(key);
      if (found == language_.replies.end()) {
        missing.push_back(key);
      } else {
        check_origin(found->second, text);
      }
    }
    if (!missing.empty())
      warn(language_.at("replies"), "missing-translation",
           "What the service itself says is not translated: " + some_of(missing) + ".",
           "Write each under replies:; until then people read English there.");
  }

  void check_phrases() {
    std::vector<std::string> missing;
    for (const auto& phrase : limits_.phrases) {
      const auto own = language_.phrases.find(phrase);
      if (own == language_.phrases.end()) {
        missing.push_back(phrase);
        continue;
      }
      const auto longest = std::max(phrase.size(), name_limits.task);
      if (code_points(own->second).size() <= longest) continue;
      warn(language_.at("phrases"), "text-too-long",
           in_quotes(own->second) + " stands in texts that have room for " +
               std::to_string(longest) + " letters of it.",
           "Say it shorter.");
    }
    if (!missing.empty())
      warn(language_.at("phrases"), "missing-translation",
           "What the bank itself puts into texts is not translated: " + some_of(missing) + ".",
           "Write each under phrases:; until then it is said in English.");
  }

  void check_flow(const Flow& flow) {
    const auto own = language_.flows.find(flow.name);
    const bool begun = own != language_.flows.end();
    if (!begun || !has_texts(own->second)) {
      const bool needed = std::any_of(flow.steps.begin(), flow.steps.end(), [](const Step& step) {
        const auto texts = translatable_texts_of(step);
        return std::any_of(texts.begin(), texts.end(),
                           [](const auto& one) { return is_needed(one.first, one.second); });
      });
      if (needed && begun)
        warn(own->second.place, "missing-translation",
             "The flow " + in_quotes(flow.name) + " is not translated.", std::string(until_then));
      if (needed && !begun) not_begun_.push_back(flow.name);
      return;
    }
    std::vector<std::string> steps;  // of which nothing is there
    for (const Step& step : flow.steps) {
      const auto missing = missing_of(flow, step);
      const auto translated = own->second.steps.find(step.name);
      if (missing.empty()) continue;
      if (translated == own->second.steps.end()) {
        steps.push_back(step.name);
        continue;
      }
      warn(translated->second.place, "missing-translation",
           "Of the step " + in_quotes(step.name) + " this is not translated: " + joined(missing) +
               ".",
           std::string(until_then));
    }
    if (!steps.empty())
      warn(own->second.place, "missing-translation",
           "Of the flow " + in_quotes(flow.name) +
               " these steps are not translated: " + joined(steps) + ".",
           std::string(until_then));
    check_shown(flow, own->second);
  }

  void check_not_begun() {
    if (!not_begun_.empty())
      warn(language_.at("flows"), "missing-translation",
           "These flows are not translated: " + some_of(not_begun_) + ".",
           "Write their texts under flows:; until then people read English there.");
  }

  std::vector<Finding> findings() { return std::move(remarks_.findings); }

 private:
  static bool has_texts(const TranslatedFlow& flow) {
    return std::any_of(flow.steps.begin(), flow.steps.end(),
                       [](const auto& one) { return !one.second.texts.empty(); });
  }

  // The parts of a step that are not translated; those that are, are looked at.
  std::vector<std::string> missing_of(const Flow& flow, const Step& step) {
    std::vector<std::string> missing;
    for (const auto& [part, text] : translatable_texts_of(step)) {
      const auto* translated = language_.find(flow.name, step.name, part);
      if (translated != nullptr) {
        check_origin(*translated, text);
      } else if (is_needed(part, text)) {
        missing.push_back(part);
      }
    }
    return missing;
  }

  void check_origin(const TranslatedText& text, const std::string& now) {
    if (text.text.empty()) return;  // found already
    if (text.english != now) {
      const bool unknown = text.english.empty();
      warn(text.place, "stale-translation",
           unknown ? "Nothing says which English this was made from."
                   : "The English is not what this was made from any more.",
           "The English is now \"" + now +
               "\": see that the translation says it, and write that "
               "beside it.");
    }
    if (name_the_same(text.text, now)) return;
    warn(text.place, "translation-with-other-facts",
         "This names other facts or numbers than its English, so people read English.",
         "Name just what the English names: \"" + now + "\".");
  }

  // The flow as somebody reads it in this language, asked what the English was asked. What is said
  // of a text that is not translated has been said of the flow.
  void check_shown(const Flow& flow, const TranslatedFlow& own) {
    Draft draft;
    draft.language = language_.code;
    draft.flow = flow;
    for (Step& step : draft.flow.steps)
      if (const auto found = own.steps.find(step.name); found != own.steps.end())
        translate(draft, step, found->second);
    check_prose(draft);
    for (const Step& step : draft.flow.steps) {
      check_labels(draft, step);
      check_label_lengths(draft, step, limits_.choices);
      place_by_labels(draft, step);
    }
    check_texts(draft);
    for (Finding& finding : draft.findings)
      if (finding.place.file == language_.place.file)
        remarks_.findings.push_back(std::move(finding));
  }

  void translate(Draft& draft, Step& step, const TranslatedStep& own) {
    for (const auto& [part, text] : own.texts) {
      std::string* written = text_of(step, part);
      if (written == nullptr || text.text.empty() || !name_the_same(text.text, *written)) continue;
      if (written->starts_with("{bank}:") && !text.text.starts_with("{bank}:"))
        warn(text.place, "started-without-bank",
             "The English begins with the bank's name, and this does not.",
             "Begin it with {bank}: so that people know who is texting.");
      *written = text.text;
      draft.put(step, part, text.place);
    }
  }

  // A question that is only made longer by its translated choices stands where the first of them
  // is.
  static void place_by_labels(Draft& draft, const Step& step) {
    if (draft.wrote(step, "ask")) return;
    for (const auto& [part, text] : translatable_texts_of(step)) {
      if (!part.starts_with("choices") || !draft.wrote(step, part)) continue;
      draft.put(step, "ask", draft.at(step, part));
      return;
    }
  }

  void warn(const Place& place, std::string code, std::string message, std::string hint) {
    remarks_.warn(place, std::move(code), std::move(message), std::move(hint));
  }

  const Language& language_;
  const FlowLimits& limits_;
  std::vector<std::string> not_begun_;
  Remarks remarks_;
};

}  // namespace

std::vector<Finding> check_review(const Language& language) {
  constexpr std::string_view code = "unreviewed-translation";
  Remarks remarks;
  if (!language.reviewed)
    remarks.warn(language.at("reviewed"), std::string(code),
                 "Nobody who speaks " + in_quotes(language.code) +
                     " has said that these texts are right, and people are to read them.",
                 "Let somebody who grew up with it read all of them, then write reviewed: {by: "
                 "Anna, on: 2026-11-20}; or offer it later, with languages: in the settings.");
  for (const auto& [name, flow] : language.flows)
    if (language.reviewed && !flow.reviewed)
      remarks.warn(
          flow.place, std::string(code),
          "Nobody who speaks " + in_quotes(language.code) + " has said that the texts of " +
              in_quotes(name) + " are right.",
          "Let somebody who grew up with it read them, then take this flow's own reviewed: out.");
  return std::move(remarks.findings);
}

std::vector<Finding> check_language(const Language& language, const Flows& flows,
                                    const Words& words, const FlowLimits& limits,
                                    const std::vector<std::string>& refused) {
  Translation translation{language, limits};
  translation.check_replies(words.replies);
  translation.check_phrases();
  for (const Flow* flow : flows.all()) translation.check_flow(*flow);
  translation.check_not_begun();
  auto findings = translation.findings();
  for (const auto& more : {check_leftovers(language, flows, words.replies, refused),
                           check_translated_answers(language, flows, words)})
    findings.insert(findings.end(), more.begin(), more.end());
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& one, const Finding& other) {
    return std::tie(one.place.line, one.place.column) <
           std::tie(other.place.line, other.place.column);
  });
  return findings;
}

}  // namespace kindbank::dialog
