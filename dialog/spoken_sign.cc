#include "dialog/spoken_sign.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kindbank::dialog {
namespace {

using NamedSign = std::pair<std::string_view, char>;

template <class Signs>
std::optional<char> sign_named(const Signs& signs, std::string_view word) {
  const auto found = std::find_if(signs.begin(), signs.end(),
                                  [&](const NamedSign& one) { return one.first == word; });
  return found == signs.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::optional<char> spoken_digit(std::string_view word) {
  constexpr std::array<NamedSign, 14> digits = {{{"zero", '0'},
                                                 {"oh", '0'},
                                                 {"o", '0'},
                                                 {"nought", '0'},
                                                 {"naught", '0'},
                                                 {"one", '1'},
                                                 {"two", '2'},
                                                 {"three", '3'},
                                                 {"four", '4'},
                                                 {"five", '5'},
                                                 {"six", '6'},
                                                 {"seven", '7'},
                                                 {"eight", '8'},
                                                 {"nine", '9'}}};
  return sign_named(digits, word);
}

std::optional<char> spoken_letter(std::string_view word) {
  constexpr std::array<NamedSign, 67> letters = {
      {{"ay", 'a'},      {"bee", 'b'},      {"cee", 'c'},     {"see", 'c'},     {"sea", 'c'},
       {"dee", 'd'},     {"ee", 'e'},       {"eff", 'f'},     {"ef", 'f'},      {"gee", 'g'},
       {"aitch", 'h'},   {"haitch", 'h'},   {"jay", 'j'},     {"kay", 'k'},     {"okay", 'k'},
       {"el", 'l'},      {"ell", 'l'},      {"em", 'm'},      {"en", 'n'},      {"pee", 'p'},
       {"pea", 'p'},     {"queue", 'q'},    {"cue", 'q'},     {"are", 'r'},     {"ar", 'r'},
       {"ess", 's'},     {"es", 's'},       {"tee", 't'},     {"tea", 't'},     {"you", 'u'},
       {"vee", 'v'},     {"ex", 'x'},       {"why", 'y'},     {"wye", 'y'},     {"zed", 'z'},
       {"zee", 'z'},     {"alpha", 'a'},    {"alfa", 'a'},    {"bravo", 'b'},   {"charlie", 'c'},
       {"delta", 'd'},   {"echo", 'e'},     {"foxtrot", 'f'}, {"golf", 'g'},    {"hotel", 'h'},
       {"india", 'i'},   {"juliet", 'j'},   {"juliett", 'j'}, {"kilo", 'k'},    {"lima", 'l'},
       {"mike", 'm'},    {"november", 'n'}, {"oscar", 'o'},   {"papa", 'p'},    {"quebec", 'q'},
       {"romeo", 'r'},   {"sierra", 's'},   {"tango", 't'},   {"uniform", 'u'}, {"victor", 'v'},
       {"whiskey", 'w'}, {"whisky", 'w'},   {"xray", 'x'},    {"yankee", 'y'},  {"zulu", 'z'},
       {"jae", 'j'},     {"doubleu", 'w'}}};
  return sign_named(letters, word);
}

}  // namespace kindbank::dialog
