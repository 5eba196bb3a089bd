#include "dialog/phrases.h"

#include <algorithm>

namespace kindbank::dialog {

void Phrases::add(Phrase phrase) {
  phrase.learn(*vocabulary_);
  const Begun begun{phrases_.size(), phrase.goes_on_with(1), phrase.goes_on_with(2)};
  bool by_value = phrase.begins_with().empty();
  for (const auto word : phrase.begins_with()) {
    by_value = by_value || Vocabulary::value_of(word) >= 0;
    if (Vocabulary::value_of(word) >= 0) continue;
    if (word >= row_of_.size()) row_of_.resize(word + 1);
    if (row_of_[word] == 0) {
      begun_by_.emplace_back();
      row_of_[word] = static_cast<std::uint16_t>(begun_by_.size());
    }
    begun_by_[row_of_[word] - 1U].push_back(begun);
  }
  if (by_value) begun_by_value_.push_back(begun);
  phrases_.push_back(std::move(phrase));
}

template <class Attempt>
void Phrases::try_at(const Numbers& text, std::size_t at, Attempt attempt) const {
  const bool is_value = Vocabulary::value_of(text[at]) >= 0;
  if (!is_value && (text[at] >= row_of_.size() || row_of_[text[at]] == 0)) return;
  const auto bit_at = [&](std::size_t place) {
    return Phrase::bit_of(place < text.size() ? text[place] : Vocabulary::unknown);
  };
  const auto next = bit_at(at + 1);
  const auto third = bit_at(at + 2);
  for (const auto& begun : is_value ? begun_by_value_ : begun_by_[row_of_[text[at]] - 1U])
    if ((begun.next & next) != 0 && (begun.third & third) != 0 && !attempt(begun.place)) return;
}

const Phrase* Phrases::first_in(const std::vector<std::string>& words) const {
  return first_in(vocabulary_->numbers_of(words));
}

// Word by word, so that of a long text each word tries only the phrases that begin with it. Whether
// a phrase is meant at all is asked once, for that looks through the whole text.
const Phrase* Phrases::first_in(const Numbers& text) const {
  auto first = phrases_.size();
  std::vector<std::size_t> not_meant;
  for (std::size_t at = 0; at < text.size(); ++at) {
    try_at(text, at, [&](std::size_t place) {
      if (place >= first) return false;
      if (phrases_[place].match_at(text, at) == 0 ||
          std::find(not_meant.begin(), not_meant.end(), place) != not_meant.end())
        return true;
      if (phrases_[place].is_meant_in(text)) {
        first = place;
      } else {
        not_meant.push_back(place);
      }
      return true;
    });
  }
  return first < phrases_.size() ? &phrases_[first] : nullptr;
}

void Phrases::blank_in(std::vector<std::string>& words) const {
  const auto said = vocabulary_->numbers_of(words);
  auto left = said;
  blank_in(left);
  for (std::size_t at = 0; at < words.size(); ++at)
    if (left[at] != said[at]) words[at].clear();
}

void Phrases::blank_in(Numbers& text) const {
  std::vector<std::pair<std::size_t, std::size_t>> matches;  // the phrase, and where
  for (std::size_t at = 0; at < text.size(); ++at)
    try_at(text, at, [&](std::size_t place) {
      if (phrases_[place].match_at(text, at) > 0) matches.emplace_back(place, at);
      return true;
    });
  std::sort(matches.begin(), matches.end());
  auto asked = phrases_.size();
  bool meant = false;
  for (const auto& [place, at] : matches) {
    if (place != asked) meant = phrases_[place].is_meant_in(text);
    asked = place;
    if (meant)
      std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at),
                  phrases_[place].match_at(text, at), Vocabulary::unknown);
  }
}

}  // namespace kindbank::dialog
