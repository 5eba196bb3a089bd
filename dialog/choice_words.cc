#include "dialog/choice_words.h"

#include <algorithm>

#include "dialog/contains.h"

namespace kindbank::dialog {
namespace {

bool is_article(const std::string& word) {
  return word == "the" || word == "a" || word == "my" || word == "any" || word == "for";
}

bool is_denied_behind(const std::string& word) {
  return word == "not" || word == "nie" || word == "nu";
}

bool denies_something(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), is_denied_behind);
}

}  // namespace

std::vector<std::string> without_denied(const std::vector<std::string>& words) {
  std::vector<std::string> left;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!is_denied_behind(words[at])) {
      left.push_back(words[at]);
      continue;
    }
    ++at;
    while (at < words.size() && is_article(words[at])) ++at;
  }
  return left;
}

void ChoiceWords::add(const std::string& key, const Place& place, Phrase phrase) {
  auto& meant = by_key_.try_emplace(key, Meant{Phrases(vocabulary_), {}, place}).first->second;
  meant.place = place;
  for (auto& sample : phrase.samples())
    if (sample.size() == 1) meant.words.push_back(std::move(sample.front()));
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
