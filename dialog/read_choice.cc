#include "dialog/read_choice.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialog/contains.h"
#include "dialog/nearest.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t most_parts = 8;  // whoever puts right more often is not made out
constexpr std::size_t few_words = 3;   // longer texts are sentences, and their slips are left alone

// "1", "one", "first": 1 to 9, or 0.
std::size_t place_of(const Measures& measures, const std::string& word) {
  if (word.size() == 1 && word.front() >= '1' && word.front() <= '9')
    return static_cast<std::size_t>(word.front() - '0');
  const auto found = measures.places.find(word);
  return found == measures.places.end() ? 0 : found->second;
}

// A choice with the words of its label, and how it is named in full.
struct Offered {
  const Choice& choice;
  SaidWords label;
  std::string name;
  std::string key;
};

std::vector<Offered> offered_of(const std::vector<Choice>& choices) {
  std::vector<Offered> offered;
  offered.reserve(choices.size());
  for (const auto& choice : choices) {
    auto label = bare_words_of(choice.label);
    auto name = join_words(label);
    offered.push_back({choice, std::move(label), std::move(name), plain(choice.key)});
  }
  return offered;
}

// The choice that a text names by its number alone; nothing where it says more.
Reading read_numbered(const std::vector<Offered>& choices, const Measures& measures,
                      const SaidWords& heard) {
  std::size_t place = 0;
  for (std::size_t at = 0; at < heard.size(); ++at) {
    const auto one = place_of(measures, heard[at]);
    // "The second one", and not "number one".
    const bool pronoun = heard[at] == "one" && heard.size() > 1 && at > 0 &&
                         (heard[at - 1] == "the" || place_of(measures, heard[at - 1]) != 0);
    const bool nobody = at > 0 && contains(measures.no_correction, heard[at]) &&
                        contains(measures.corrections, heard[at - 1]);  // "no one"
    if (one == 0 || pronoun || nobody) {
      if (!measures.beside_place.contains(heard[at])) return Reading::nothing("more than a number");
      continue;
    }
    if (place != 0 && place != one) return Reading::unclear("more than one number");
    place = one;
  }
  if (place == 0) return Reading::nothing("no number of a choice");
  // "Yes 2", where yes is another of them.
  const bool agrees =
      contains(heard, "yes") && std::any_of(choices.begin(), choices.end(),
                                            [](const Offered& one) { return one.key == "yes"; });
  if (agrees && place <= choices.size() && choices[place - 1].key != "yes")
    return Reading::unclear("a yes, and the number of another choice");
  if (place > choices.size()) return Reading::nothing("no choice has that number");
  return Reading::of(choices[place - 1].choice.key, "a choice by its number");
}

// "Any time" is not named by its "any", nor "This week" by its "this".
bool names_by_itself(std::string_view first) {
  constexpr std::array<std::string_view, 13> common = {
      "this",   "next",   "near", "some", "something", "another", "running",
      "change", "forget", "stop", "take", "your",      "small"};
  constexpr std::size_t shortest_first = 4;
  return first.size() >= shortest_first && !contains(common, first);
}

// "A man please": nothing but what may stand around an answer.
bool is_said_alone(const std::string& label, const SaidWords& said, const Measures& measures) {
  return contains(said, label) &&
         std::all_of(said.begin(), said.end(), [&](const std::string& word) {
           const auto* mark = measures.time.find(word);
           const bool article = mark != nullptr && mark->kind == TimeMark::Kind::the;
           return word == label || article || measures.beside_place.contains(word);
         });
}

// Whether the words name it: all of the label, its first word, or other words for it.
bool is_named(const Offered& offered, const ChoiceWords& other_words, const Measures& measures,
              const SaidWords& heard, const SaidWords& said, const ChoiceWords::Heard& looked_up) {
  const auto& label = offered.label;
  // "I" names no "I cannot come", and "a" no "A chat".
  if (!label.empty() && heard.size() == 1 && heard.front() == label.front())
    return label.front().size() > 1 || label.size() == 1;
  if (!label.empty() && names_by_itself(label.front()) && contains(said, label.front()))
    return true;
  if (label.size() == 1 && is_said_alone(label.front(), said, measures)) return true;
  return other_words.mean(offered.choice.key, looked_up);
}

// "Gardening" is Garden, and "shoping" is Shopping: a word that is meant for one choice alone.
bool is_nearly(const Offered& offered, const ChoiceWords& other_words, const std::string& word) {
  const auto& label = offered.label;
  if (!label.empty() && names_by_itself(label.front()) &&
      (is_slip(word, label.front()) || word.starts_with(label.front())))
    return true;
  const auto& others = other_words.words_of_choice(offered.choice.key);
  return std::any_of(others.begin(), others.end(), [&](const std::string& other) {
    return other.front() == word.front() && is_slip(word, other);
  });
}

template <class Means>
Reading read_only(const std::vector<Offered>& choices, Means means, std::string_view why) {
  const Choice* found = nullptr;
  for (const auto& offered : choices) {
    if (!means(offered)) continue;
    if (found != nullptr) return Reading::unclear("more than one choice");
    found = &offered.choice;
  }
  if (found == nullptr) return Reading::nothing("none of the choices");
  return Reading::of(found->key, why);
}

// "A woman or a man": a label of few letters, which names nothing by itself.
bool names_another(const std::vector<Offered>& choices, std::string_view key,
                   const SaidWords& said) {
  return std::any_of(choices.begin(), choices.end(), [&](const Offered& one) {
    return one.choice.key != key && one.label.size() == 1 && contains(said, one.label.front());
  });
}

// "2 shopping" where they are one.
Reading read_number_and_label(const std::vector<Offered>& choices, const Measures& measures,
                              const SaidWords& heard) {
  if (heard.size() < 2 || heard.front().size() != 1 || !all_digits(heard.front()))
    return Reading::nothing("no number first");
  const auto place = place_of(measures, heard.front());
  const auto rest = join_words({heard.begin() + 1, heard.end()});
  if (place >= 1 && place <= choices.size() && rest == choices[place - 1].name)
    return Reading::of(choices[place - 1].choice.key, "a choice by its number and name");
  return Reading::unclear("a number and other words");
}

Reading read_words(const std::vector<Offered>& choices, const ChoiceWords& other_words,
                   const Measures& measures, const SaidWords& heard) {
  if (heard.empty()) return Reading::nothing("no word in it");
  const auto whole = join_words(heard);
  for (const auto& one : choices)
    if (whole == one.name || whole == one.key)
      return Reading::of(one.choice.key, "a choice by its name");
  for (const auto& reading :
       {read_numbered(choices, measures, heard), read_number_and_label(choices, measures, heard)})
    if (reading.found != Reading::Found::nothing) return reading;
  const auto said = without_denied(heard, measures.unchosen);
  const auto looked_up = other_words.hear(heard, measures.unchosen);
  const auto named = read_only(
      choices,
      [&](const Offered& one) {
        return is_named(one, other_words, measures, heard, said, looked_up);
      },
      "a choice by words for it");
  if (named && names_another(choices, named.value, said))
    return Reading::unclear("words for one choice, and the label of another");
  if (named.found != Reading::Found::nothing) return named;
  if (measures.unchosen.behind.is_in(heard)) return Reading::unclear("what was said is not chosen");
  if (said.size() > few_words || said.size() != heard.size()) return named;
  return read_only(
      choices,
      [&](const Offered& one) {
        return std::any_of(heard.begin(), heard.end(), [&](const std::string& word) {
          return is_nearly(one, other_words, word);
        });
      },
      "a choice with a slip");
}

// "No dogs", and no "no, dogs": the last word that may put right something said before, or may deny
// what stands behind it. "No i want", "no the second", "no change it" can only put right.
bool only_denies(const SaidWords& heard, std::size_t at, const Measures& measures,
                 std::string_view text) {
  if (at + 1 >= heard.size() || !measures.unchosen.before.has(heard[at])) return false;
  const auto& next = heard[at + 1];
  if (measures.beside_place.contains(next) || contains(measures.before_correction, next))
    return false;
  if (at + 2 < heard.size() && contains(measures.behind_verb, heard[at + 2])) return false;
  constexpr std::string_view pauses = ".,;:!-\n";
  for (auto pause = text.find_first_of(pauses); pause != text.npos;
       pause = text.find_first_of(pauses, pause + 1))
    if (bare_words_of(text.substr(0, pause)).size() == at + 1) return false;
  return true;
}

}  // namespace

Reading read_choice(const std::vector<Choice>& choices, const ChoiceWords& other_words,
                    const Measures& measures, std::string_view text) {
  const auto heard = bare_words_of(text);
  const auto offered = offered_of(choices);
  const auto read = [&](const SaidWords& words) {
    return read_words(offered, other_words, measures, words);
  };
  const auto parts = said_parts(heard, measures);
  if (parts.size() > most_parts) return Reading::unclear("put right too often to be made out");
  const auto reading = read(heard);
  if (parts.size() == 1) return reading;
  const auto behind = heard.size() - parts.back().size();
  if (only_denies(heard, behind - 1, measures, text) && read(parts.back())) {
    // "No 4" is one, "no shopping" and "i have no dogs" are none; "lift no shopping" may be either.
    const SaidWords before(heard.begin(), heard.begin() + static_cast<std::ptrdiff_t>(behind) - 1);
    return reading && !read(before) ? reading : Reading::unclear("what stands behind a no");
  }
  if (const auto last = read(parts.back())) return last;  // "lift, no, shopping"
  return reading ? reading : read_last(parts, read);
}

}  // namespace kindbank::dialog
