#include "dialog/standing_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/contains.h"
#include "dialog/gate.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

constexpr std::array<std::string_view, 28> standing_words = {"help",         "menu",
                                                             "human",        "call me",
                                                             "worry",        "pause",
                                                             "back",         "language",
                                                             "here",         "done",
                                                             "more",         "red",
                                                             "change",       "hours",
                                                             "pot",          "totals",
                                                             "vote",         "idea",
                                                             "privacy",      "data",
                                                             "delete",       "why me",
                                                             "person",       "info",
                                                             "cant read",    "i cant read well",
                                                             "wrong number", "give"};
// Those of a visit, which take the job's code before or behind them.
constexpr std::array<std::string_view, 6> visit_words = {"here", "done",   "more",
                                                         "red",  "change", "wrong"};

// "pause 2", "pause for 2 weeks"
bool is_break(const std::vector<std::string>& heard) {
  if (heard.size() < 2 || heard.front() != "pause") return false;
  int numbers = 0;
  for (auto word = heard.begin() + 1; word != heard.end(); ++word) {
    const bool number = word->find_first_not_of("0123456789") == word->npos;
    if (!number && *word != "for" && *word != "week" && *word != "weeks") return false;
    numbers += number ? 1 : 0;
  }
  return numbers == 1;
}

// "All done", "i want a human not a robot": the word that is meant, or "".
std::string said_word_of(const SayingWords& sayings, const std::vector<std::string>& heard) {
  auto said = respell(heard, sayings.spelled);
  if (auto word = sayings.standing_word_in(said); !word.empty()) return word;
  if (!said.empty() && contains(sayings.before_standing, said.front())) said.erase(said.begin());
  if (!said.empty() && contains(sayings.behind_standing, said.back())) said.pop_back();
  if (said.size() == 1 && (said.front() == "human" || said.front() == "menu")) return said.front();
  return sayings.standing_word_in(said);
}

}  // namespace

std::string standing_word_of(const SayingWords& sayings, const std::vector<std::string>& heard) {
  auto whole = join_words(heard);
  if (contains(standing_words, whole) || is_break(heard)) return whole;
  if (heard.size() != 2) return said_word_of(sayings, heard);
  const bool visit = (is_code(heard[0]) && contains(visit_words, heard[1])) ||
                     (is_code(heard[1]) && contains(visit_words, heard[0]));
  const bool gift = heard[0] == "give" && heard[1].find_first_not_of("0123456789") == whole.npos;
  return visit || gift ? whole : said_word_of(sayings, heard);
}

std::vector<std::string> all_standing_words() {
  return {standing_words.begin(), standing_words.end()};
}

bool is_standing_word(std::string_view plain_text) { return contains(standing_words, plain_text); }

bool is_also_answer(std::string_view standing_word) { return standing_word == "pot"; }

}  // namespace kindbank::dialog
