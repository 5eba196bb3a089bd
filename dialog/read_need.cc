#include "dialog/read_need.h"

#include <algorithm>
#include <vector>

#include "dialog/contains.h"
#include "dialog/nearest.h"
#include "dialog/normal.h"
#include "dialog/read_datetime.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

// Nobody needs more words for it; what stands behind them is a story.
constexpr std::size_t most_words = 60;

// The only kind that means these words; "" for none, and where two do.
template <class Means>
std::string only_kind(const NeedWords& words, Means means) {
  std::string found;
  for (const auto& [kind, plainly] : words.plainly) {
    if (!means(kind, plainly)) continue;
    if (!found.empty()) return {};
    found = kind;
  }
  return found;
}

// "Gardning": a long word that is a slip away from words of one kind alone.
bool is_nearly_said(const ChoiceWords& words, const std::string& kind, const SaidWords& heard) {
  constexpr std::size_t long_word = 6;
  const auto& meant = words.words_of_choice(kind);
  return std::any_of(heard.begin(), heard.end(), [&](const std::string& word) {
    return word.size() >= long_word &&
           std::any_of(meant.begin(), meant.end(), [&](const std::string& one) {
             return one.size() >= long_word && is_one_slip(word, one);
           });
  });
}

std::string plainly_said(const NeedWords& words, const SaidWords& heard) {
  return only_kind(words, [&](const auto&, const Phrases& plainly) {
    return plainly.first_in(heard) != nullptr;
  });
}

// What one language has for a need; English is heard from everybody.
struct NeedTongue {
  const NeedWords& words;
  const ChoiceWords* choices;  // nullptr: it has none
};

std::vector<NeedTongue> tongues_of(const Words& words, std::string_view language) {
  std::vector<NeedTongue> tongues;
  const auto take = [&](std::string_view code) {
    const auto need = words.need.find(code);
    if (need == words.need.end()) return;
    const auto choices = words.choices.find(code);
    tongues.push_back({need->second, choices == words.choices.end() ? nullptr : &choices->second});
  };
  if (language != english) take(language);
  take(english);
  return tongues;
}

std::string kind_of_part(const NeedTongue& tongue, const SaidWords& heard) {
  auto plain = plainly_said(tongue.words, heard);
  if (!plain.empty() || tongue.choices == nullptr) return plain;
  bool any = false;
  auto said = only_kind(tongue.words, [&](const std::string& kind, const Phrases&) {
    const bool means = tongue.choices->mean(kind, heard);
    any = any || means;
    return means;
  });
  if (any) return said;
  return only_kind(tongue.words, [&](const std::string& kind, const Phrases&) {
    return is_nearly_said(*tongue.choices, kind, heard);
  });
}

// The kind that a text is about: "shopping and a lift" is about two, and "bread and milk" about
// one.
std::string kind_in(const NeedTongue& tongue, const SaidWords& heard,
                    const std::vector<std::string>& joints) {
  auto whole = kind_of_part(tongue, heard);
  if (whole.empty()) return whole;
  const auto joint = std::find_if(heard.begin(), heard.end(), [&](const std::string& word) {
    return word == "and" || word == "also" || word == "plus" || contains(joints, word);
  });
  if (joint == heard.end()) return whole;
  const auto before = kind_of_part(tongue, {heard.begin(), joint});
  const auto behind = kind_of_part(tongue, {joint + 1, heard.end()});
  return before.empty() || behind.empty() || before == behind ? whole : std::string{};
}

Need::For whom_in(const NeedWords& words, SaidWords heard) {
  words.not_for_others.blank_in(heard);
  if (words.for_others_plainly.first_in(heard) != nullptr) return Need::For::other;
  if (words.for_me.first_in(heard) != nullptr) return Need::For::asker;
  return words.for_others.first_in(heard) == nullptr ? Need::For::asker : Need::For::other;
}

// "Hi, did anyone say yes" opens as "did anyone" does.
bool opens_as_question(const NeedWords& words, const std::vector<std::string>& greetings,
                       const SaidWords& heard) {
  auto from = heard.begin();
  while (from != heard.end() && (contains(greetings, *from) || *from == "sorry" || *from == "just"))
    ++from;
  if (heard.end() - from < 2) return false;
  return words.opens_question.first_in(SaidWords{from, from + 2}) != nullptr;
}

bool is_no_need(const NeedWords& words, const std::vector<std::string>& greetings,
                const SaidWords& heard) {
  if (words.asks_outright.first_in(heard) != nullptr) return false;
  return words.not_asked.first_in(heard) != nullptr || opens_as_question(words, greetings, heard);
}

std::string when_in(const Hearing& hearing, std::string_view text) {
  const auto zone = hearing.zone == nullptr ? utc_zone() : *hearing.zone;
  const auto said = read_datetime_among(hearing.words.measures_of(hearing.language).time, text,
                                        hearing.now, zone);
  return said ? write_datetime(*said) : std::string{};
}

}  // namespace

std::string plain_kind_in(const Words& words, std::string_view text) {
  const auto heard = respell(bare_words_of(text), words.written_out);
  const bool two = std::any_of(heard.begin(), heard.end(), [](const std::string& word) {
    return word == "and" || word == "or" || word == "not" || word == "plus" || word == "also";
  });
  const auto need = words.need.find(english);
  return two || need == words.need.end() ? std::string{} : plainly_said(need->second, heard);
}

Need read_need(const Hearing& hearing, std::string_view text) {
  const auto& words = hearing.words;
  auto heard = respell(bare_words_of(text), words.written_out);
  if (heard.size() > most_words) heard.resize(most_words);
  const bool in_english = hearing.language == english;
  const auto& joints = words.measures_of(hearing.language).lengths.joints;
  Need need;
  bool asked = false;
  for (const auto& tongue : tongues_of(words, hearing.language)) {
    if (is_no_need(tongue.words, words.answers.greetings, heard)) {
      need = {};
      need.why = "nothing is asked for";
      return need;
    }
    if (need.category.empty())
      need.category = kind_in(tongue, heard, in_english ? std::vector<std::string>{} : joints);
    asked = asked || tongue.words.asks.first_in(heard) != nullptr;
    if (whom_in(tongue.words, heard) == Need::For::other) need.whom = Need::For::other;
  }
  if (need.category.empty() && !asked) {
    need = {};
    need.why = "no kind of help, and nothing that asks for any";
    return need;
  }
  need.why = need.category.empty() ? "help of no kind that is named" : "words for a kind of help";
  need.when = when_in(hearing, text);
  return need;
}

}  // namespace kindbank::dialog
