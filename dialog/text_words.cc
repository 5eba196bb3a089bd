#include "dialog/text_words.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "dialog/contains.h"
#include "dialog/flow.h"
#include "dialog/normal.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t lock_screen = 40;  // characters that show on a locked phone
constexpr std::size_t least_digits = 5;  // of what may be somebody's number

// Blame, money, and the words of offices.
constexpr auto forbidden = std::to_array<std::string_view>(
    {"facilitate",   "facilitates",  "facilitating", "utilise",     "utilize",  "utilised",
     "utilized",     "via",          "regarding",    "eligibility", "eligible", "debt",
     "debts",        "owe",          "owed",         "owes",        "owing",    "fail",
     "failed",       "fails",        "failure",      "overdue",     "customer", "customers",
     "service user", "service users"});

// Health, and what somebody may be worried about.
constexpr auto sensitive = std::to_array<std::string_view>(
    {"health",       "disability",  "disabled",  "ill",          "illness",       "sick",
     "doctor",       "doctors",     "gp",        "hospital",     "clinic",        "nurse",
     "medicine",     "medication",  "tablets",   "dementia",     "alzheimers",    "cancer",
     "mental",       "pregnant",    "pregnancy", "prescription", "surgery",       "worry",
     "worried",      "complaint",   "complain",  "abuse",        "abused",        "violence",
     "unsafe",       "suicide",     "crisis",    "incident",     "accident",      "safeguarding",
     "hiv",          "aids",        "diabetes",  "diabetic",     "epilepsy",      "depression",
     "depressed",    "anxiety",     "autism",    "autistic",     "schizophrenia", "bipolar",
     "parkinsons",   "dialysis",    "disease",   "infection",    "incontinence",  "wheelchair",
     "miscarriage",  "abortion",    "rape",      "raped",        "addict",        "addiction",
     "alcohol",      "alcoholic",   "drugs",     "rehab",        "therapy",       "therapist",
     "psychiatrist", "counselling", "hospice",   "dying",        "bereavement",   "homeless",
     "refuge",       "prison",      "probation", "police"});
constexpr auto sensitive_facts =
    std::to_array<std::string_view>({"street", "address", "house", "phone", "postcode"});

// Carriers take these, so nobody is to be told to text them.
constexpr auto opt_out_words = std::to_array<std::string_view>({"CANCEL", "END", "QUIT"});

// How addresses end that people write without www.
constexpr auto domains =
    std::to_array<std::string_view>({"uk", "org", "com", "net", "info", "eu", "io", "app", "gov",
                                     "pl", "ro", "ie", "scot", "wales"});

bool has_word(std::string_view heard, std::string_view word) {
  for (std::size_t at = heard.find(word); at != heard.npos; at = heard.find(word, at + 1))
    if (heard[at - 1] == ' ' && heard[at + word.size()] == ' ') return true;
  return false;
}

// Each of `words` that the text has as a whole word.
template <std::size_t N>
std::vector<std::string> words_found(const std::array<std::string_view, N>& words,
                                     std::string_view text) {
  const std::string heard = " " + plain(text) + " ";
  std::vector<std::string> found;
  for (const std::string_view word : words)
    if (has_word(heard, word)) found.emplace_back(word);
  return found;
}

// What shows on a locked phone. The word that is cut off in the middle is not shown.
std::string beginning_of(std::string_view text) {
  const auto characters = code_points(with_facts_as(text, "..."));
  const std::size_t shown = std::min(characters.size(), lock_screen);
  std::string beginning = to_utf8(std::vector<char32_t>(
      characters.begin(), characters.begin() + static_cast<std::ptrdiff_t>(shown)));
  if (shown < characters.size() && characters[shown] != U' ')
    beginning.erase(std::min(beginning.find_last_of(' '), beginning.size()));
  return beginning;
}

bool has_number(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++digits >= least_digits) return true;
    } else if (c != ' ') {
      digits = 0;
    }
  }
  return false;
}

// "example.org", "Stevenage.gov.uk/kind"; not "10.30am", "e.g." or a word of an e-mail address.
bool is_address(std::string_view word) {
  std::string host{word.substr(0, word.find_first_of("/?#"))};
  for (char& c : host) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  if (host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") != host.npos) return false;
  const std::size_t dot = host.rfind('.');
  if (dot == host.npos || dot == 0) return false;
  return host.starts_with("www.") || contains(domains, std::string_view{host}.substr(dot + 1));
}

// Takes the words in capitals that stand first, and codes among them, from the text: "K4T7 CLOSE
// NOT MET".
std::string take_capitals(std::string_view& text) {
  std::string all;
  bool letters = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const bool code = word.starts_with("{code}") || word.starts_with("{number}");
    const std::size_t stop = word.find_first_of(".,!?;:");
    const std::string bare{word.substr(0, stop)};
    const bool capital = !bare.empty() && std::all_of(bare.begin(), bare.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
    if (!code && !capital) break;
    letters = letters || (!code && bare.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != bare.npos);
    const std::string shown = bare == "{code}" ? "K4T7" : code ? "12" : bare;
    all += (all.empty() ? "" : " ") + shown;
    text.remove_prefix(std::min(end + 1, text.size()));
    if (stop != word.npos) break;
  }
  return letters ? all : "";
}

// What stands in capitals behind one of the verbs, and behind "or" after it.
std::vector<std::string> named_after(std::initializer_list<std::string_view> verbs,
                                     std::string_view text) {
  constexpr std::string_view another = "or ";
  std::vector<std::string> found;
  const std::string all = " " + std::string{text} + " ";
  for (const std::string_view verb : verbs) {
    for (std::size_t at = all.find(verb); at != all.npos; at = all.find(verb, at + 1)) {
      auto rest = std::string_view{all}.substr(at + verb.size());
      for (auto word = take_capitals(rest); !word.empty(); word = take_capitals(rest)) {
        found.push_back(word);
        if (!rest.starts_with(another)) break;
        rest.remove_prefix(another.size());
      }
    }
  }
  return found;
}

}  // namespace

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

std::vector<std::string> forbidden_in(std::string_view text) {
  return words_found(forbidden, with_facts_as(text, "x"));
}

std::string sensitive_beginning(std::string_view text, std::string_view language) {
  const auto beginning = beginning_of(text);
  if (language == english)
    if (const auto words = words_found(sensitive, beginning); !words.empty()) return words.front();
  if (has_number(beginning)) return "a number";
  for (const auto name : sensitive_facts) {
    const auto fact = "{" + std::string{name} + "}";
    const std::size_t at = text.find(fact);
    if (at != text.npos &&
        code_points(with_facts_as(text.substr(0, at), "...")).size() < lock_screen)
      return fact;
  }
  return {};
}

// As it stands in capitals, so that "the end" may be said.
std::string opt_out_in(std::string_view text) {
  const auto letter = [&](std::size_t where) {
    return where < text.size() && std::isalnum(static_cast<unsigned char>(text[where])) != 0;
  };
  for (const auto word : opt_out_words)
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1))
      if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return std::string{word};
  return {};
}

std::string web_address_in(std::string_view text) {
  constexpr std::string_view around = "\"'().,!?;:<>";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.find('.') == word.npos && word.find("://") == word.npos) continue;
    word.remove_prefix(std::min(word.find_first_not_of(around), word.size()));
    word = word.substr(0, word.find_last_not_of(around) + 1);
    if (word.find("://") != word.npos || is_address(word)) return std::string{word};
  }
  return {};
}

std::vector<std::string> words_to_text(std::string_view text) {
  return named_after({" text ", " Text ", " send ", " Send "}, text);
}

std::vector<std::string> words_to_reply(std::string_view text) {
  return named_after({" reply ", " Reply "}, text);
}

}  // namespace kindbank::dialog
