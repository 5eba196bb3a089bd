#include "dialog/number_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialog/nearest.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

using NumberWord = std::pair<std::string_view, long>;

constexpr std::array<NumberWord, 29> english_units = {
    {{"zero", 0},      {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
     {"five", 5},      {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
     {"ten", 10},      {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
     {"fifteen", 15},  {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
     {"couple", 2},    {"pair", 2},     {"dozen", 12},     {"hundred", 100}, {"forteen", 14},
     {"fiveteen", 15}, {"ninteen", 19}, {"twelv", 12},     {"thre", 3}}};
constexpr std::array<NumberWord, 10> english_tens = {{{"twenty", 20},
                                                      {"thirty", 30},
                                                      {"forty", 40},
                                                      {"fourty", 40},
                                                      {"fifty", 50},
                                                      {"sixty", 60},
                                                      {"seventy", 70},
                                                      {"eighty", 80},
                                                      {"ninety", 90},
                                                      {"ninty", 90}}};
constexpr std::array<NumberWord, 41> polish_units = {
    {{"zero", 0},        {"jeden", 1},         {"jedna", 1},        {"jedno", 1},
     {"jednego", 1},     {"dwa", 2},           {"dwie", 2},         {"dwoch", 2},
     {"dwoje", 2},       {"dwaj", 2},          {"trzy", 3},         {"trzech", 3},
     {"troje", 3},       {"cztery", 4},        {"czterech", 4},     {"piec", 5},
     {"pieciu", 5},      {"szesc", 6},         {"szesciu", 6},      {"siedem", 7},
     {"siedmiu", 7},     {"osiem", 8},         {"osmiu", 8},        {"dziewiec", 9},
     {"dziewieciu", 9},  {"dziesiec", 10},     {"dziesieciu", 10},  {"jedenascie", 11},
     {"dwanascie", 12},  {"trzynascie", 13},   {"czternascie", 14}, {"pietnascie", 15},
     {"szesnascie", 16}, {"siedemnascie", 17}, {"osiemnascie", 18}, {"dziewietnascie", 19},
     {"tuzin", 12},      {"sto", 100},         {"raz", 1},          {"dwukrotnie", 2},
     {"trzykrotnie", 3}}};
constexpr std::array<NumberWord, 8> polish_tens = {{{"dwadziescia", 20},
                                                    {"trzydziesci", 30},
                                                    {"czterdziesci", 40},
                                                    {"piecdziesiat", 50},
                                                    {"szescdziesiat", 60},
                                                    {"siedemdziesiat", 70},
                                                    {"osiemdziesiat", 80},
                                                    {"dziewiecdziesiat", 90}}};
constexpr std::array<NumberWord, 27> romanian_units = {{{"zero", 0},
                                                        {"unu", 1},
                                                        {"una", 1},
                                                        {"doi", 2},
                                                        {"doua", 2},
                                                        {"trei", 3},
                                                        {"patru", 4},
                                                        {"cinci", 5},
                                                        {"sase", 6},
                                                        {"sapte", 7},
                                                        {"opt", 8},
                                                        {"noua", 9},
                                                        {"zece", 10},
                                                        {"unsprezece", 11},
                                                        {"doisprezece", 12},
                                                        {"douasprezece", 12},
                                                        {"treisprezece", 13},
                                                        {"paisprezece", 14},
                                                        {"cincisprezece", 15},
                                                        {"cinsprezece", 15},
                                                        {"saisprezece", 16},
                                                        {"saptesprezece", 17},
                                                        {"optsprezece", 18},
                                                        {"nouasprezece", 19},
                                                        {"duzina", 12},
                                                        {"suta", 100},
                                                        {"odata", 1}}};
constexpr std::array<NumberWord, 8> romanian_tens = {{{"douazeci", 20},
                                                      {"treizeci", 30},
                                                      {"patruzeci", 40},
                                                      {"cincizeci", 50},
                                                      {"saizeci", 60},
                                                      {"saptezeci", 70},
                                                      {"optzeci", 80},
                                                      {"nouazeci", 90}}};

template <class List>
std::optional<long> value_of_word(const List& list, std::string_view word) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const NumberWord& one) { return one.first == word; });
  return found == list.end() ? std::nullopt : std::optional(found->second);
}

std::string_view number_word_at(const std::vector<std::string>& words, std::size_t at) {
  return at < words.size() ? std::string_view(words[at]) : std::string_view{};
}

// "twenty five", "trzydziesci piec", "treizeci si cinci".
template <class Tens, class Units>
std::optional<Amount> counted_at(const std::vector<std::string>& words, std::size_t at,
                                 const Tens& tens, const Units& units, std::string_view joint) {
  if (const auto ten = value_of_word(tens, number_word_at(words, at))) {
    const std::size_t skip = !joint.empty() && number_word_at(words, at + 1) == joint ? 2 : 1;
    const auto unit = value_of_word(units, number_word_at(words, at + skip));
    if (unit && *unit >= 1 && *unit <= 9) return Amount{*ten + *unit, skip + 1};
    return Amount{*ten, 1};
  }
  if (const auto unit = value_of_word(units, number_word_at(words, at))) return Amount{*unit, 1};
  return std::nullopt;
}

std::optional<Amount> english_at(const std::vector<std::string>& words, std::size_t at) {
  const auto first = number_word_at(words, at);
  const bool article = first == "a" || first == "an";
  if (first == "half") {
    const std::size_t skip = number_word_at(words, at + 1) == "a" ? 2 : 1;
    if (number_word_at(words, at + skip) == "dozen") return Amount{6, skip + 1};
    return std::nullopt;
  }
  if (article) {
    const auto second = number_word_at(words, at + 1);
    if (second == "couple" || second == "pair" || second == "dozen" || second == "hundred")
      return Amount{*value_of_word(english_units, second), 2};
    return std::nullopt;
  }
  return counted_at(words, at, english_tens, english_units, {});
}

std::optional<Amount> polish_at(const std::vector<std::string>& words, std::size_t at) {
  if (number_word_at(words, at) == "pol" && number_word_at(words, at + 1) == "tuzina")
    return Amount{6, 2};
  return counted_at(words, at, polish_tens, polish_units, {});
}

std::optional<Amount> romanian_at(const std::vector<std::string>& words, std::size_t at) {
  if (number_word_at(words, at) == "o" &&
      (number_word_at(words, at + 1) == "data" || number_word_at(words, at + 1) == "singura"))
    return Amount{1, 2};
  if (number_word_at(words, at) == "jumatate" && number_word_at(words, at + 1) == "de" &&
      number_word_at(words, at + 2) == "duzina")
    return Amount{6, 3};
  return counted_at(words, at, romanian_tens, romanian_units, "si");
}

}  // namespace

std::optional<Amount> amount_at(const std::vector<std::string>& words, std::size_t at,
                                std::string_view language) {
  constexpr std::size_t longest = 6;  // digits
  const auto first = number_word_at(words, at);
  if (all_digits(first))
    return first.size() > longest ? std::nullopt
                                  : std::optional(Amount{std::stol(std::string(first)), 1});
  std::optional<Amount> own;
  if (language == "pl") own = polish_at(words, at);
  if (language == "ro") own = romanian_at(words, at);
  return own ? own : english_at(words, at);
}

std::optional<long> misspelt_amount(const std::string& word) {
  // Words of their own that are one letter away.
  constexpr std::array<std::string_view, 12> others = {"there", "thee",  "nice", "even",
                                                       "seen",  "sever", "tree", "free",
                                                       "near",  "fire",  "fore", "high"};
  if (std::find(others.begin(), others.end(), word) != others.end()) return std::nullopt;
  std::optional<long> found;
  const auto look = [&](const NumberWord& one) {
    if (!found && is_slip(word, one.first)) found = one.second;
  };
  std::for_each(english_units.begin(), english_units.end(), look);
  std::for_each(english_tens.begin(), english_tens.end(), look);
  return found;
}

}  // namespace kindbank::dialog
