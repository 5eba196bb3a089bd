#include "dialog/phrases.h"

#include <algorithm>
#include <utility>

namespace kindbank::dialog {

void Phrases::add(Phrase phrase, std::size_t list) {
  phrase.learn(*vocabulary_);
  index_.add(phrase, static_cast<std::uint32_t>(phrases_.size()));
  phrases_.push_back(std::move(phrase));
  list_of_.push_back(static_cast<std::uint8_t>(list));
  lists_ = std::max(lists_, list + 1);
}

const Phrase* Phrases::first_in(const std::vector<std::string>& words) const {
  return first_in(vocabulary_->numbers_of(words));
}

// Word by word, so that of a long text each word tries only the phrases that begin with it. Whether
// a phrase is meant at all is asked once, for that looks through the whole text.
template <class FirstOf>
void Phrases::listen(const Numbers& text, FirstOf first_of) const {
  std::vector<std::size_t> not_meant;
  for (std::size_t at = 0; at < text.size(); ++at) {
    index_.try_at(text, at, [&](std::size_t place) {
      const auto& phrase = phrases_[place];
      const Phrase*& first = first_of(list_of_[place]);
      if ((first != nullptr && first <= &phrase) || phrase.match_at(text, at) == 0 ||
          std::find(not_meant.begin(), not_meant.end(), place) != not_meant.end())
        return;
      if (phrase.is_meant_in(text)) {
        first = &phrase;
      } else {
        not_meant.push_back(place);
      }
    });
  }
}

const Phrase* Phrases::first_in(const Numbers& text) const {
  const Phrase* first = nullptr;
  listen(text, [&](std::size_t) -> const Phrase*& { return first; });
  return first;
}

std::vector<const Phrase*> Phrases::first_of_each_in(const Numbers& text) const {
  std::vector<const Phrase*> first(lists_, nullptr);
  listen(text, [&](std::size_t list) -> const Phrase*& { return first[list]; });
  return first;
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
    index_.try_at(text, at, [&](std::size_t place) {
      if (phrases_[place].match_at(text, at) > 0) matches.emplace_back(place, at);
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
