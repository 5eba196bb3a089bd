#include "dialog/phrases.h"

#include <algorithm>
#include <utility>

namespace kindbank::dialog {

void Phrases::add(Phrase phrase) {
  const auto place = phrases_.size();
  for (const auto& word : phrase.first_words()) begun_by_[word].push_back(place);
  if (phrase.first_words().empty()) begun_by_any_.push_back(place);
  phrases_.push_back(std::move(phrase));
}

// In the order of the list, each once.
std::vector<std::size_t> Phrases::begun_in(const std::vector<std::string>& words) const {
  auto begun = begun_by_any_;
  for (const auto& word : words)
    if (const auto found = begun_by_.find(word); found != begun_by_.end())
      begun.insert(begun.end(), found->second.begin(), found->second.end());
  std::sort(begun.begin(), begun.end());
  begun.erase(std::unique(begun.begin(), begun.end()), begun.end());
  return begun;
}

const Phrase* Phrases::first_in(const std::vector<std::string>& words) const {
  for (const auto place : begun_in(words))
    if (phrases_[place].matches(words)) return &phrases_[place];
  return nullptr;
}

void Phrases::blank_in(std::vector<std::string>& words) const {
  for (const auto place : begun_in(words))
    for (std::size_t at = 0; at < words.size(); ++at)
      if (const auto length = phrases_[place].match_at(words, at); length > 0)
        std::fill_n(words.begin() + static_cast<std::ptrdiff_t>(at), length, std::string{});
}

}  // namespace kindbank::dialog
