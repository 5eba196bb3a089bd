#include "dialog/choice_words.h"

#include <algorithm>

#include "dialog/nearest.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t long_word = 6;

bool is_article(const std::string& word) {
  return word == "the" || word == "a" || word == "my" || word == "any" || word == "for";
}

// "No rush" denies by itself, and means what it says.
bool denies_itself(const Phrase& phrase, const Denials& denials) {
  const auto& text = phrase.text();
  return denials.before.is_in(words_of(text.substr(0, text.find(" !"))));
}

}  // namespace

std::vector<std::string> without_denied(const std::vector<std::string>& words,
                                        const Denials& denials) {
  std::vector<std::string> left;
  left.reserve(words.size());
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto before = denials.before.longest_at(words, at);
    // "Weekdays im busy", and not "im busy weekdays".
    if (const auto behind = denials.behind.longest_at(words, at);
        behind > 0 && (before == 0 || !left.empty())) {
      left.clear();
      at += behind - 1;
      continue;
    }
    if (before == 0 || denials.none.longest_at(words, at) > before) {
      left.push_back(words[at]);
      continue;
    }
    at += before;
    while (at < words.size() && is_article(words[at])) ++at;
  }
  return left;
}

void ChoiceWords::add(const std::string& key, const Place& place, Phrase phrase) {
  auto& meant = by_key_.try_emplace(key, Meant{Phrases(vocabulary_), {}, place}).first->second;
  meant.place = place;
  for (auto& sample : phrase.samples())
    if (sample.size() == 1) {
      if (const auto& word = sample.front(); word.size() >= long_word) {
        by_first_letter_.emplace(word.front(), LongWord{word, key});
        by_last_letter_.emplace(word.back(), LongWord{word, key});
      }
      meant.words.push_back(std::move(sample.front()));
    }
  meant.phrases.add(std::move(phrase));
}

ChoiceWords::Heard ChoiceWords::hear(const std::vector<std::string>& words,
                                     const Denials& denials) const {
  return hear_spelled_out(respell(words, spellings_), denials);
}

ChoiceWords::Heard ChoiceWords::hear_spelled_out(const std::vector<std::string>& words,
                                                 const Denials& denials) const {
  const auto meant = without_denied(words, denials);
  Heard heard{vocabulary_->numbers_of(words), {}, denials, meant.size() != words.size()};
  if (heard.denies) heard.meant = vocabulary_->numbers_of(meant);
  return heard;
}

bool ChoiceWords::mean(std::string_view key, const Heard& heard) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return false;
  const auto& phrases = found->second.phrases;
  if (phrases.first_in(heard.denies ? heard.meant : heard.whole) != nullptr) return true;
  if (!heard.denies) return false;
  const auto* phrase = phrases.first_in(heard.whole);
  return phrase != nullptr && denies_itself(*phrase, heard.denials);
}

std::set<std::string_view> ChoiceWords::nearly_said_by(const std::string& word) const {
  std::set<std::string_view> keys;
  if (word.size() < long_word) return keys;
  const auto look = [&](const LongWords& words, char letter) {
    const auto [from, to] = words.equal_range(letter);
    for (auto one = from; one != to; ++one)
      if (is_one_slip(word, one->second.word)) keys.insert(one->second.key);
  };
  look(by_first_letter_, word.front());
  look(by_last_letter_, word.back());
  return keys;
}

std::map<std::string, Place, std::less<>> ChoiceWords::keys() const {
  std::map<std::string, Place, std::less<>> keys;
  for (const auto& [key, meant] : by_key_) keys.emplace(key, meant.place);
  return keys;
}

const std::vector<std::string>& ChoiceWords::words_of_choice(std::string_view key) const {
  static const std::vector<std::string> none;
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? none : found->second.words;
}

}  // namespace kindbank::dialog
