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

// Word by word, so that of a long text each word tries only the phrases that begin with it.
const Phrase* Phrases::first_in(const std::vector<std::string>& words) const {
  auto first = phrases_.size();
  const auto try_at = [&](const std::vector<std::size_t>& begun, std::size_t at) {
    for (const auto place : begun) {  // in the order of the list
      if (place >= first) return;
      if (phrases_[place].match_at(words, at) > 0) first = place;
    }
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (const auto found = begun_by_.find(words[at]); found != begun_by_.end())
      try_at(found->second, at);
    try_at(begun_by_any_, at);
  }
  return first < phrases_.size() ? &phrases_[first] : nullptr;
}

void Phrases::blank_in(std::vector<std::string>& words) const {
  std::vector<std::pair<std::size_t, std::size_t>> matches;  // the phrase, and where
  const auto try_at = [&](const std::vector<std::size_t>& begun, std::size_t at) {
    for (const auto place : begun)
      if (phrases_[place].match_at(words, at) > 0) matches.emplace_back(place, at);
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (const auto found = begun_by_.find(words[at]); found != begun_by_.end())
      try_at(found->second, at);
    try_at(begun_by_any_, at);
  }
  std::sort(matches.begin(), matches.end());
  for (const auto& [place, at] : matches)
    if (const auto length = phrases_[place].match_at(words, at); length > 0)
      std::fill_n(words.begin() + static_cast<std::ptrdiff_t>(at), length, std::string{});
}

}  // namespace kindbank::dialog
