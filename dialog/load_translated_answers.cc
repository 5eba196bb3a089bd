// What people answer and begin with in another language: that no word is heard as something else.
#include <algorithm>
#include <map>

#include "dialog/draft.h"
#include "dialog/gate.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

class TranslatedAnswers {
 public:
  TranslatedAnswers(const Language& language, const Flows& flows, const Words& words)
      : language_{language}, flows_{flows}, words_{words} {}

  void check_yes_and_no() {
    for (const auto& [key, words] :
         {std::pair{"yes", &language_.answers.yes}, std::pair{"no", &language_.answers.no}}) {
      if (words->empty())
        remarks_.warn(language_.at("answers"), "missing-translation",
                      "Nothing says how people say " + std::string(key) + ".",
                      "Write answers: {\"yes\": [tak], \"no\": [nie]}.");
      for (const std::string& word : *words) check_standing(key, word);
    }
    std::map<std::string, std::string> yes;
    for (const std::string& word : language_.answers.yes) yes.emplace(heard_as(word), word);
    for (const std::string& word : language_.answers.no) {
      const auto found = yes.find(heard_as(word));
      if (found == yes.end()) continue;
      remarks_.error(language_.at("answers.no"), "answer-words-clash",
                     "'" + word + "' means yes, too.",
                     "Keep it where it is meant, and leave out what can be heard as both.");
    }
  }

  // Where nothing answers an unknown word, "pomoc" must still be no yes, and STOP be STOP.
  void check_standing_words() {
    if (language_.names.called.empty())
      remarks_.warn(language_.place, "missing-translation",
                    "Nothing says how people call this language, so nobody can ask for it.",
                    "Write called: [Polski, polish], as a list is to show it first.");
    for (const auto& [word, standing] : language_.standing) {
      const Place& place = language_.at("standing." + standing);
      if (standing != stop_word && is_rights_word(word))
        remarks_.error(place, "opt-out-word-used",
                       "'" + word + "' is taken by carriers to stop or start all texts.",
                       "Choose another word.");
      const bool other = is_standing_word(word) && word != standing;
      if (other || is_in(language_.answers.yes, word) || is_in(language_.answers.no, word))
        remarks_.error(place, "answer-words-clash", "'" + word + "' means something else, too.",
                       "Choose another word.");
    }
  }

  // An answer that is another choice in English is asked again. Keys are the same in both.
  void check_choices() {
    for (const auto& [name, own] : language_.flows) {
      const Flow* flow = flows_.current(name);
      if (flow == nullptr) continue;
      for (const Step& step : flow->steps)
        if (step.expect == Expect::choice) check_choices_of(*flow, step);
    }
  }

  void check_starts() {
    std::map<std::string, std::string> claimed;
    for (const Flow* flow : flows_.all())
      for (const std::string& words : flow->starts_on) claimed.emplace(heard(words), flow->name);
    for (const auto& [name, own] : language_.flows) {
      const Flow* flow = flows_.current(name);
      if (flow == nullptr) continue;
      const Place& place = language_.at("starts:" + name);
      for (const std::string& words : own.starts_on) {
        check_start(*flow, place, words);
        const auto [found, added] = claimed.emplace(heard(words), name);
        if (added || found->second == name) continue;
        remarks_.error(place, "start-word-claimed-twice",
                       "The flow '" + found->second + "' begins on '" + words + "' already.",
                       "Remove one of the two.");
      }
    }
  }

  std::vector<Finding> findings() { return std::move(remarks_.findings); }

 private:
  static bool is_in(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  void check_standing(const std::string& key, const std::string& word) {
    if (is_also_answer(word) || (!is_standing_word(word) && !is_rights_word(word))) return;
    remarks_.error(language_.at("answers." + key), "answer-shadows-standing-word",
                   "'" + word + "' is a word that is heard before any question.",
                   "Leave it out, and let the question name another word.");
  }

  void check_choices_of(const Flow& flow, const Step& step) {
    for (const Choice& choice : step.choices) {
      const auto* own = language_.find(flow.name, step.name, "choices." + choice.key);
      if (own == nullptr) continue;
      const std::string label = heard_as(own->text);
      for (const Choice& other : step.choices) {
        if (&other == &choice) continue;
        if (label != heard_as(other.label) || label == plain(other.key)) continue;
        remarks_.warn(own->place, "choices-read-alike",
                      "'" + own->text + "' is another choice in English, so it is asked again.",
                      "Give the choice another word.");
      }
    }
  }

  void check_start(const Flow& flow, const Place& place, const std::string& words) {
    if (is_rights_word(words) && flow.name != "stop" && flow.name != "start")
      remarks_.error(place, "opt-out-word-used",
                     "'" + words + "' is taken by carriers to stop or start all texts.",
                     "Choose another word.");
    if (const auto before = heard_before_own(flow, words); !before.empty())
      remarks_.error(place, "start-word-never-heard",
                     "'" + words + "' never begins this flow: it is heard as " + before + ".",
                     "Choose other words.");
    if (words_of(without_slots(words)).empty())
      remarks_.error(place, "bad-start-words",
                     "'" + words + "' would begin the flow on any message.",
                     "Add a word that a person writes.");
    if (has_slots_of(flow, words)) return;
    remarks_.error(place, "translation-with-other-facts",
                   "'" + words + "' has other slots in braces than the English words.",
                   "Name them just as the flow does, like {code}.");
  }

  std::string heard_before_own(const Flow& flow, const std::string& words) const {
    if (is_rights_word(words)) return {};  // said already
    if (is_in(language_.answers.yes, words) || is_in(language_.answers.no, words))
      return "an answer to whatever was asked last";
    return heard_before(words_, flows_, flow.name, words);
  }

  // Every slot is one of the flow's, and each that all its own words have is there.
  static bool has_slots_of(const Flow& flow, const std::string& words) {
    const auto slots = facts_in(words);
    if (!slots) return false;
    FactNames known;
    for (const std::string& english_words : flow.starts_on) {
      const auto named = facts_in(english_words).value_or(std::vector<std::string>{});
      known.insert(named.begin(), named.end());
    }
    FactNames needed = first_facts(flow);
    for (const std::string& fact : flow.facts) needed.erase(fact);
    return std::all_of(slots->begin(), slots->end(),
                       [&](const std::string& slot) { return known.contains(slot); }) &&
           std::all_of(needed.begin(), needed.end(), [&](const std::string& fact) {
             return std::find(slots->begin(), slots->end(), fact) != slots->end();
           });
  }

  static std::string without_slots(std::string_view words) {
    std::string rest;
    for (const TextPiece& piece : pieces_of(words).value_or(std::vector<TextPiece>{}))
      rest += std::string(piece.words) + " ";
    return rest;
  }

  // "{code} gotowe" and "{job} gotowe" are the same words.
  static std::string heard(const std::string& words) {
    std::string alike;
    for (const TextPiece& piece : pieces_of(words).value_or(std::vector<TextPiece>{}))
      alike += std::string(piece.words) + (piece.placeholder ? "{}" : "");
    return alike;
  }

  const Language& language_;
  const Flows& flows_;
  const Words& words_;
  Remarks remarks_;
};

}  // namespace

std::vector<Finding> check_translated_answers(const Language& language, const Flows& flows,
                                              const Words& words) {
  TranslatedAnswers answers{language, flows, words};
  answers.check_yes_and_no();
  answers.check_standing_words();
  answers.check_choices();
  answers.check_starts();
  return answers.findings();
}

}  // namespace kindbank::dialog
