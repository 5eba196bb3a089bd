// How the texts of a flow read: to tired people, on small screens that others may see. The rules
// are those of CONTRIBUTING.md.
#include <algorithm>
#include <array>
#include <cstdio>

#include "dialog/draft.h"
#include "dialog/normal.h"
#include "dialog/prose.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t most_words = 20;   // of a sentence
constexpr double highest_grade = 4.5;    // of a flow
constexpr std::size_t least_words = 10;  // below which a grade says nothing
constexpr std::size_t lock_screen = 40;  // characters that show on a locked phone
constexpr std::size_t least_digits = 5;  // of what may be somebody's number

// Blame, money, and the words of offices.
constexpr std::array forbidden = {
    "facilitate",   "facilitates",  "facilitating", "utilise",     "utilize",  "utilised",
    "utilized",     "via",          "regarding",    "eligibility", "eligible", "debt",
    "debts",        "owe",          "owed",         "owes",        "owing",    "fail",
    "failed",       "fails",        "failure",      "overdue",     "customer", "customers",
    "service user", "service users"};

// Health, and what somebody may be worried about.
constexpr std::array sensitive = {
    "health",   "disability", "disabled", "ill",      "illness",      "sick",     "doctor",
    "doctors",  "gp",         "hospital", "clinic",   "nurse",        "medicine", "tablets",
    "dementia", "cancer",     "mental",   "pregnant", "prescription", "surgery",  "worry",
    "worried",  "complaint",  "complain", "abuse",    "abused",       "violence", "unsafe",
    "suicide",  "crisis",     "incident", "accident", "safeguarding"};
constexpr std::array sensitive_facts = {"street", "address", "house", "phone", "postcode"};

// Carriers take these, so nobody is to be told to text them.
constexpr std::array opt_out_words = {"CANCEL", "END", "QUIT"};

// The facts of a text, each as `stands_for`, with the name of the bank left out.
std::string with_facts_as(std::string_view text, std::string_view stands_for) {
  std::string all;
  while (true) {
    const std::size_t open = text.find('{');
    all += text.substr(0, open);
    const std::size_t close = open == text.npos ? open : text.find('}', open);
    if (close == text.npos) return all;
    all += stands_for;
    text.remove_prefix(close + 1);
  }
}

// The first of `words` that the text has as a whole word, or "".
template <std::size_t N>
std::string first_of(const std::array<const char*, N>& words, std::string_view text) {
  const std::string heard = " " + plain(text) + " ";
  for (const std::string_view word : words) {
    for (std::size_t at = heard.find(word); at != heard.npos; at = heard.find(word, at + 1)) {
      if (heard[at - 1] == ' ' && heard[at + word.size()] == ' ') return std::string{word};
    }
  }
  return {};
}

// As it stands in capitals, so that "the end" may be said.
std::string opt_out_in(std::string_view text) {
  for (const std::string word : opt_out_words) {
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      const auto letter = [&](std::size_t where) {
        return where < text.size() && (std::isalnum(static_cast<unsigned char>(text[where])) != 0);
      };
      if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return word;
    }
  }
  return {};
}

bool has_address(std::string_view text) {
  if (text.find("://") != text.npos) return true;
  const bool may_be = text.find("www") != text.npos || text.find("WWW") != text.npos;
  return may_be && (" " + plain(text) + " ").find(" www ") != std::string::npos;
}

// The words in capitals that stand first, and codes among them: "K4T7 CLOSE NOT MET".
std::string capitals_at(std::string_view text) {
  std::string all;
  bool letters = false;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    std::string word{text.substr(0, end)};
    const bool code = word == "{code}" || word == "{number}";
    const std::size_t stop = code ? word.npos : word.find_first_of(".,!?;:");
    const std::string bare = word.substr(0, stop);
    const bool capital = !bare.empty() && std::all_of(bare.begin(), bare.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
    if (!code && !capital) break;
    letters = letters || (!code && bare.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != bare.npos);
    all += (all.empty() ? "" : " ") + (word == "{code}" ? "K4T7" : code ? "12" : bare);
    if (stop != word.npos || end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return letters ? all : "";
}

std::string sensitive_beginning(std::string_view text, std::string_view language) {
  const auto characters = code_points(with_facts_as(text, "..."));
  const std::size_t shown = std::min(characters.size(), lock_screen);
  std::string beginning = to_utf8(std::vector<char32_t>(
      characters.begin(), characters.begin() + static_cast<std::ptrdiff_t>(shown)));
  // The word that is cut off in the middle is not shown.
  if (shown < characters.size() && characters[shown] != U' ')
    beginning.erase(std::min(beginning.find_last_of(' '), beginning.size()));
  if (auto word = language == english ? first_of(sensitive, beginning) : ""; !word.empty())
    return word;
  std::size_t digits = 0;
  for (const char c : beginning) {
    if (c >= '0' && c <= '9') {
      if (++digits >= least_digits) return "a number";
    } else if (c != ' ') {
      digits = 0;
    }
  }
  for (const std::string fact : sensitive_facts) {
    const std::size_t at = text.find("{" + fact + "}");
    if (at != text.npos &&
        code_points(with_facts_as(text.substr(0, at), "...")).size() < lock_screen)
      return "{" + fact + "}";
  }
  return {};
}

// "Text HUMAN", "text {code} CLEAR", "Text INTAKE OPEN": what people are told to text, with a code
// for {code}.
std::vector<std::string> words_to_text(std::string_view text) {
  std::vector<std::string> found;
  for (const std::string_view verb : {" text ", " Text "}) {
    const std::string all = " " + std::string{text} + " ";
    for (std::size_t at = all.find(verb); at != all.npos; at = all.find(verb, at + 1)) {
      const std::string word = capitals_at(std::string_view{all}.substr(at + verb.size()));
      if (!word.empty()) found.push_back(word);
    }
  }
  return found;
}

class Prose {
 public:
  explicit Prose(Draft& draft) : draft_{draft} {}

  void check(const Step& step) {
    for (const auto& [part, text] : texts_of(step)) {
      const Place place = draft_.at(step, part);
      check_words(place, text);
      if (part == "say" || part == "ask") check_line(place, text);
    }
    // Whoever goes on has to read it; the last text of a talk can be left unread.
    const bool last = !asks(step) && onward(draft_.flow, step) == end_step;
    for (const auto& [part, text] : texts_of(step)) {
      if (last || !has_address(text)) continue;
      draft_.warn(draft_.at(step, part), "url-in-mandatory-step",
                  "A web address stands in a step that everybody goes through.",
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
  void check_english_words(const Place& place, const std::string& text) {
    if (const auto word = first_of(forbidden, with_facts_as(text, "x")); !word.empty()) {
      draft_.warn(place, "forbidden-word", "The word '" + word + "' stands here.",
                  "Say it in everyday words, without blame and without money.");
    }
    for (const auto& word : words_to_text(text)) {
      draft_.flow.places.try_emplace(std::string{named_word} + word, place);
    }
  }

  void check_words(const Place& place, const std::string& text) {
    if (draft_.language == english) check_english_words(place, text);
    if (const auto word = opt_out_in(text); !word.empty()) {
      draft_.warn(place, "opt-out-word-used",
                  "'" + word + "' is taken by carriers to stop all texts.",
                  "Name another word, like CHANGE.");
    }
  }

  void check_line(const Place& place, const std::string& text) {
    if (std::count(text.begin(), text.end(), '?') > 1) {
      draft_.warn(place, "two-questions", "More than one question stands in this text.",
                  "Ask one here, and the other in a step of its own.");
    }
    if (const auto found = sensitive_beginning(text, draft_.language); !found.empty()) {
      draft_.warn(place, "sensitive-beginning",
                  "'" + found + "' shows in the first 40 characters, on a locked phone.",
                  "Begin with something that anybody may read.");
    }
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
