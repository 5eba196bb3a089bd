#include "dialog/read_need.h"

#include <algorithm>
#include <set>
#include <vector>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/read_datetime.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

// Nobody needs more words for it; what stands behind them is a story.
constexpr std::size_t most_words = 60;

// What is said, and how the words of all needs and choices number it.
struct Said {
  SaidWords words;
  Phrases::Numbers numbers;

  Said part(std::size_t from, std::size_t to) const {
    const auto at = [](const auto& list, std::size_t place) {
      return list.begin() + static_cast<std::ptrdiff_t>(place);
    };
    return {{at(words, from), at(words, to)}, {at(numbers, from), at(numbers, to)}};
  }
};

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

// What is meant by words that no list has, each looked at once: "gardning".
std::set<std::string_view> kinds_nearly_said(const ChoiceWords& choices, const Said& said) {
  std::set<std::string_view> kinds;
  std::set<std::string_view> asked;
  for (std::size_t at = 0; at < said.words.size(); ++at)
    if (said.numbers[at] == Vocabulary::unknown && asked.insert(said.words[at]).second)
      kinds.merge(choices.nearly_said_by(said.words[at]));
  return kinds;
}

std::string plainly_said(const NeedWords& words, const Phrases::Numbers& heard) {
  return only_kind(words, [&](const auto&, const Phrases& plainly) {
    return plainly.first_in(heard) != nullptr;
  });
}

// What one language has for a need; English is heard from everybody.
struct NeedTongue {
  const NeedWords& words;
  const ChoiceWords* choices;  // nullptr: it has none
  const Denials& unwanted;
};

std::vector<NeedTongue> tongues_of(const Words& words, std::string_view language) {
  std::vector<NeedTongue> tongues;
  const auto take = [&](std::string_view code) {
    const auto need = words.need.find(code);
    if (need == words.need.end()) return;
    const auto choices = words.choices.find(code);
    tongues.push_back({need->second, choices == words.choices.end() ? nullptr : &choices->second,
                       words.measures_of(code).unwanted});
  };
  if (language != english) take(language);
  take(english);
  return tongues;
}

std::string kind_of_part(const NeedTongue& tongue, const Said& said) {
  auto plain = plainly_said(tongue.words, said.numbers);
  if (!plain.empty() || tongue.choices == nullptr) return plain;
  const auto heard = tongue.choices->hear_spelled_out(said.words, tongue.unwanted);
  bool any = false;
  auto meant = only_kind(tongue.words, [&](const std::string& kind, const Phrases&) {
    const bool means = tongue.choices->mean(kind, heard);
    any = any || means;
    return means;
  });
  if (any) return meant;
  const auto nearly = kinds_nearly_said(*tongue.choices, said);
  return only_kind(tongue.words,
                   [&](const std::string& kind, const Phrases&) { return nearly.contains(kind); });
}

// The kind that a text is about: "shopping and a lift" is about two, and "bread and milk" about
// one.
std::string kind_in(const NeedTongue& tongue, const Said& said,
                    const std::vector<std::string>& joints) {
  auto whole = kind_of_part(tongue, said);
  if (whole.empty()) return whole;
  const auto joint = std::find_if(said.words.begin(), said.words.end(), [&](const auto& word) {
    return word == "and" || word == "also" || word == "plus" || contains(joints, word);
  });
  if (joint == said.words.end()) return whole;
  const auto at = static_cast<std::size_t>(joint - said.words.begin());
  const auto before = kind_of_part(tongue, said.part(0, at));
  if (before.empty()) return whole;
  const auto behind = kind_of_part(tongue, said.part(at + 1, said.words.size()));
  return behind.empty() || before == behind ? whole : std::string{};
}

Need::For whom_in(const NeedWords& words, Phrases::Numbers heard) {
  words.not_for_others.blank_in(heard);
  if (words.for_others_plainly.first_in(heard) != nullptr) return Need::For::other;
  if (words.for_me.first_in(heard) != nullptr) return Need::For::asker;
  return words.for_others.first_in(heard) == nullptr ? Need::For::asker : Need::For::other;
}

// "Hi, did anyone say yes" opens as "did anyone" does.
bool opens_as_question(const NeedWords& words, const std::vector<std::string>& greetings,
                       const Said& said) {
  for (std::size_t from = 0; from + 1 < said.words.size(); ++from) {
    if (words.opens_question.first_in(said.part(from, from + 2).numbers) != nullptr) return true;
    const auto& word = said.words[from];
    if (!contains(greetings, word) && word != "sorry" && word != "just") return false;
  }
  return false;
}

bool is_no_need(const NeedWords& words, const std::vector<std::string>& greetings,
                const Said& said) {
  if (words.asks_outright.first_in(said.numbers) != nullptr) return false;
  return words.not_asked.first_in(said.numbers) != nullptr ||
         opens_as_question(words, greetings, said);
}

// "My daughter sorted the form": a sentence about a kind of help, and nobody wishes for any.
bool only_tells(const std::vector<NeedTongue>& tongues, const Said& said) {
  constexpr std::size_t few = 4;  // "dog walk tuesday please" is no sentence
  if (said.words.size() <= few) return false;
  const auto any = [&](auto says) { return std::any_of(tongues.begin(), tongues.end(), says); };
  const auto hears = [&](Phrases NeedWords::*list) {
    return any(
        [&](const auto& tongue) { return (tongue.words.*list).first_in(said.numbers) != nullptr; });
  };
  return hears(&NeedWords::tells) && !hears(&NeedWords::wishes) && !any([&](const auto& tongue) {
           return !plainly_said(tongue.words, said.numbers).empty();
         });
}

// As far as somebody says what they need.
std::string_view beginning_of(std::string_view text) {
  std::size_t gaps = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((text[at] == ' ' || text[at] == '\n') && ++gaps == most_words) return text.substr(0, at);
  return text;
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
  return two || need == words.need.end()
             ? std::string{}
             : plainly_said(need->second, words.vocabulary->numbers_of(heard));
}

bool opens_as_question(const Hearing& hearing, std::string_view text) {
  const auto& words = hearing.words;
  Said said{respell(bare_words_of(text), words.written_out), {}};
  said.numbers = words.vocabulary->numbers_of(said.words);
  const auto tongues = tongues_of(words, hearing.language);
  return std::any_of(tongues.begin(), tongues.end(), [&](const NeedTongue& tongue) {
    return opens_as_question(tongue.words, words.answers.greetings, said);
  });
}

bool says_for_another(const Hearing& hearing, std::string_view text) {
  const auto heard = respell(bare_words_of(text), hearing.words.written_out);
  const auto numbers = hearing.words.vocabulary->numbers_of(heard);
  const auto tongues = tongues_of(hearing.words, hearing.language);
  return std::any_of(tongues.begin(), tongues.end(), [&](const NeedTongue& tongue) {
    return tongue.words.for_another_after_all.first_in(numbers) != nullptr;
  });
}

Need read_need(const Hearing& hearing, std::string_view whole) {
  const auto& words = hearing.words;
  const auto text = beginning_of(whole);
  Said said{respell(bare_words_of(text), words.written_out), {}};
  if (said.words.size() > most_words) said.words.resize(most_words);
  const auto tongues = tongues_of(words, hearing.language);
  for (const auto& tongue : tongues) tongue.words.taken_out.blank_in(said.words);
  said.numbers = words.vocabulary->numbers_of(said.words);
  const bool in_english = hearing.language == english;
  const auto& joints = words.measures_of(hearing.language).lengths.joints;
  Need need;
  bool asked = false;
  for (const auto& tongue : tongues) {
    if (is_no_need(tongue.words, words.answers.greetings, said)) {
      need = {};
      need.why = "nothing is asked for";
      return need;
    }
    if (need.category.empty())
      need.category = kind_in(tongue, said, in_english ? std::vector<std::string>{} : joints);
    asked = asked || tongue.words.asks.first_in(said.numbers) != nullptr;
    if (whom_in(tongue.words, said.numbers) == Need::For::other) need.whom = Need::For::other;
  }
  if (need.category.empty() && !asked) {
    need = {};
    need.why = "no kind of help, and nothing that asks for any";
    return need;
  }
  if (!asked && only_tells(tongues, said)) {
    need = {};
    need.why = "it tells of something, and asks for nothing";
    return need;
  }
  need.why = need.category.empty() ? "help of no kind that is named" : "words for a kind of help";
  need.when = when_in(hearing, text);
  return need;
}

}  // namespace kindbank::dialog
