#include "dialog/choice_words.h"

#include <algorithm>

#include "dialog/contains.h"
#include "dialog/nearest.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t long_word = 6;

bool is_article(const std::string& word) {
  return word == "the" || word == "a" || word == "my" || word == "any" || word == "for";
}

bool is_denied_behind(const std::string& word) {
  return word == "not" || word == "nie" || word == "nu";
}

bool is_wish(const std::string& word) { return word == "need" || word == "want"; }

// How many words deny what stands behind them: "not", "do not need", "rather than".
std::size_t denial_at(const std::vector<std::string>& words, std::size_t at) {
  constexpr std::string_view first_letters = "ndri";
  if (words[at].empty() || first_letters.find(words[at].front()) == first_letters.npos) return 0;
  const auto said = [&](std::size_t ahead) {
    return at + ahead < words.size() ? std::string_view(words[at + ahead]) : std::string_view();
  };
  const bool wishes = at + 1 < words.size() && is_wish(words[at + 1]);
  if (is_denied_behind(words[at])) return wishes ? 2 : 1;
  if (words[at] == "dont" && wishes) return 2;
  const bool rules_out =
      (said(0) == "rather" && said(1) == "than") || (said(0) == "instead" && said(1) == "of");
  return rules_out ? 2 : 0;
}

bool denies_something(const std::vector<std::string>& words) {
  for (std::size_t at = 0; at < words.size(); ++at)
    if (denial_at(words, at) > 0) return true;
  return false;
}

}  // namespace

std::vector<std::string> without_denied(const std::vector<std::string>& words) {
  if (!denies_something(words)) return words;
  std::vector<std::string> left;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto denial = denial_at(words, at);
    if (denial == 0) {
      left.push_back(words[at]);
      continue;
    }
    at += denial;
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

ChoiceWords::Heard ChoiceWords::hear(const std::vector<std::string>& words) const {
  return hear_spelled_out(respell(words, spellings_));
}

ChoiceWords::Heard ChoiceWords::hear_spelled_out(const std::vector<std::string>& words) const {
  Heard heard{vocabulary_->numbers_of(words), {}, denies_something(words)};
  if (heard.denies) heard.meant = vocabulary_->numbers_of(without_denied(words));
  return heard;
}

bool ChoiceWords::mean(std::string_view key, const Heard& heard) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return false;
  const auto& phrases = found->second.phrases;
  if (phrases.first_in(heard.denies ? heard.meant : heard.whole) != nullptr) return true;
  if (!heard.denies) return false;
  const auto* phrase = phrases.first_in(heard.whole);
  return phrase != nullptr && phrase->text().find("not") != std::string::npos;
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
