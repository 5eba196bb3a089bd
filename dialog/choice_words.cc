#include "dialog/choice_words.h"

#include "dialog/contains.h"

namespace kindbank::dialog {
namespace {

bool is_article(const std::string& word) {
  return word == "the" || word == "a" || word == "my" || word == "any" || word == "for";
}

}  // namespace

std::vector<std::string> without_denied(const std::vector<std::string>& words) {
  std::vector<std::string> left;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] != "not" && words[at] != "nie" && words[at] != "nu") {
      left.push_back(words[at]);
      continue;
    }
    ++at;
    while (at < words.size() && is_article(words[at])) ++at;
  }
  return left;
}

void ChoiceWords::add(const std::string& key, const Place& place, Phrase phrase) {
  auto& meant = by_key_[key];
  meant.place = place;
  for (auto& sample : phrase.samples())
    if (sample.size() == 1) meant.words.push_back(std::move(sample.front()));
  meant.phrases.add(std::move(phrase));
}

bool ChoiceWords::mean(std::string_view key, const std::vector<std::string>& words) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return false;
  const auto heard = respell(words, spellings_);
  const auto& phrases = found->second.phrases;
  if (phrases.first_in(without_denied(heard)) != nullptr) return true;
  const auto* phrase = phrases.first_in(heard);
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
