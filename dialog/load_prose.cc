// How the texts of a flow read: to tired people, on small screens that others may see. The rules
// are those of CONTRIBUTING.md.
#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "dialog/draft.h"
#include "dialog/normal.h"
#include "dialog/prose.h"
#include "dialog/text_words.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t most_words = 20;   // of a sentence
constexpr double highest_grade = 4.5;    // of a flow
constexpr std::size_t least_words = 10;  // below which a grade says nothing

// "Really??" is one.
int questions_in(std::string_view text) {
  int questions = 0;
  for (const std::string_view mark : {"?", "\u061F", "\uFF1F"})
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + 1))
      questions += at >= mark.size() && text.substr(at - mark.size(), mark.size()) == mark ? 0 : 1;
  return questions;
}

enum class Form { short_one, rich };

// What a step says and what it asks arrive together.
std::vector<std::pair<std::string, std::string>> shown_together(const Step& step, Form form) {
  std::vector<std::pair<std::string, std::string>> shown;
  for (auto& [part, text] : texts_of(step)) {
    if (part == "why") continue;
    if (!part.ends_with(".rich")) {
      shown.emplace_back(part, text);
    } else if (form == Form::rich) {
      shown.back() = {part, text};  // it follows its short form
    }
  }
  return shown;
}

// The part that it stands in, or "".
std::string second_question(const std::vector<std::pair<std::string, std::string>>& shown) {
  int questions = 0;
  for (const auto& [part, text] : shown) {
    const int here = questions_in(text);
    questions += here;
    if (here > 0 && questions > 1) return part;
  }
  return {};
}

// Whether the word is heard as an answer to what the step asks.
bool takes_as_answer(const Step& step, const std::string& word) {
  switch (step.expect) {
    case Expect::none:
      return false;
    case Expect::yes_no:
      return word == "YES" || word == "NO";
    case Expect::choice:
      return step.choices_from ||
             std::any_of(step.choices.begin(), step.choices.end(), [&](const Choice& choice) {
               const auto heard = words_of(choice.label);
               return plain(choice.key) == plain(word) || join_words(heard) == plain(word) ||
                      std::find(heard.begin(), heard.end(), plain(word)) != heard.end();
             });
    default:
      return true;
  }
}

std::string quoted(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "'" : ", '") + word + "'";
  return all;
}

class Prose {
 public:
  explicit Prose(Draft& draft) : draft_{draft} {}

  void check(const Step& step) {
    for (const auto& [part, text] : translatable_texts_of(step)) {
      const Place place = draft_.at(step, part);
      check_words(step, place, text);
      if (!part.starts_with("choices")) check_line(place, text);
      if (part.starts_with("say") || part.starts_with("ask")) check_beginning(place, text);
    }
    check_questions(step);
    // Whoever goes on has to read it; the last text of a talk can be left unread.
    const bool last = !asks(step) && onward(draft_.flow, step) == end_step;
    for (const auto& [part, text] : texts_of(step)) {
      const auto address = last ? "" : web_address_in(text);
      if (address.empty()) continue;
      draft_.warn(draft_.at(step, part), "url-in-mandatory-step",
                  "The web address " + address + " stands in a step that everybody goes through.",
                  "Say it in words; many phones open no page.");
    }
  }

  void check_grade() {
    std::size_t words = 0;
    for (const auto& sentence : sentences_) words += sentence.size();
    const double grade = reading_grade(sentences_);
    if (words < least_words || grade <= highest_grade) return;
    std::array<char, 16> said{};
    std::snprintf(said.data(), said.size(), "%.1f", grade);
    draft_.warn(
        draft_.flow.place, "reading-grade",
        "The texts of this flow read like grade " + std::string{said.data()} + " of school.",
        "Bring them to 4.5: shorter sentences, shorter words.");
  }

 private:
  void check_english_words(const Step& step, const Place& place, const std::string& text) {
    if (const auto words = forbidden_in(text); !words.empty()) {
      const bool one = words.size() == 1;
      draft_.warn(place, "forbidden-word",
                  (one ? "The word " : "The words ") + quoted(words) +
                      (one ? " stands here." : " stand here."),
                  "Say it in everyday words, without blame and without money.");
    }
    auto named = words_to_text(text);
    for (auto& word : words_to_reply(text))
      if (!takes_as_answer(step, word)) named.push_back(std::move(word));
    for (const auto& word : named)
      draft_.flow.places.try_emplace(std::string{named_word} + word, place);
  }

  void check_words(const Step& step, const Place& place, const std::string& text) {
    if (draft_.language == english) check_english_words(step, place, text);
    if (const auto word = opt_out_in(text); !word.empty()) {
      draft_.warn(place, "opt-out-word-used",
                  "'" + word + "' is taken by carriers to stop all texts.",
                  "Name another word, like CHANGE.");
    }
  }

  void check_questions(const Step& step) {
    std::set<std::string> found;
    for (const auto form : {Form::short_one, Form::rich})
      if (const auto part = second_question(shown_together(step, form)); !part.empty())
        found.insert(part);
    for (const auto& part : found)
      draft_.warn(draft_.at(step, part), "two-questions",
                  "More than one question is asked at once here.",
                  "Ask one here, and the other in a step of its own.");
  }

  void check_beginning(const Place& place, const std::string& text) {
    const auto found = sensitive_beginning(text, draft_.language);
    if (found.empty()) return;
    draft_.warn(place, "sensitive-beginning",
                "'" + found + "' shows in the first 40 characters, on a locked phone.",
                "Begin with something that anybody may read.");
  }

  void check_line(const Place& place, const std::string& text) {
    for (auto& sentence : sentences_of(with_facts_as(prose_of(text), "it"))) {
      if (sentence.size() > most_words) {
        draft_.warn(place, "long-sentence",
                    "A sentence here has " + std::to_string(sentence.size()) + " words.",
                    "Make two of it, of 20 words at most.");
      }
      sentences_.push_back(std::move(sentence));
    }
  }

  // The name that a text begins with is no part of its first sentence.
  static std::string_view prose_of(std::string_view text) {
    constexpr std::string_view name = "{bank}:";
    return text.starts_with(name) ? text.substr(name.size()) : text;
  }

  Draft& draft_;
  std::vector<std::vector<std::string>> sentences_;
};

}  // namespace

void check_prose(Draft& draft) {
  Prose prose{draft};
  for (const Step& step : draft.flow.steps) prose.check(step);
  if (draft.language == english) prose.check_grade();
}

}  // namespace kindbank::dialog
