#include "dialog/plain_phrases.h"

#include <algorithm>
#include <utility>

namespace kindbank::dialog {

void PlainPhrases::add(std::vector<std::string> phrase) {
  if (phrase.empty()) return;
  auto& alike = by_first_[phrase.front()];
  alike.push_back(std::move(phrase));
}

void PlainPhrases::add(const PlainPhrases& others) {
  for (const auto& [first, phrases] : others.by_first_)
    for (const auto& phrase : phrases) {
      auto& alike = by_first_[first];
      if (std::find(alike.begin(), alike.end(), phrase) == alike.end()) alike.push_back(phrase);
    }
}

std::size_t PlainPhrases::longest_at(const std::vector<std::string>& words, std::size_t at) const {
  const auto found = by_first_.find(words[at]);
  if (found == by_first_.end()) return 0;
  std::size_t longest = 0;
  for (const auto& phrase : found->second)
    if (phrase.size() > longest && at + phrase.size() <= words.size() &&
        std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at)))
      longest = phrase.size();
  return longest;
}

bool PlainPhrases::has(const std::string& word) const {
  const auto found = by_first_.find(word);
  return found != by_first_.end() &&
         std::any_of(found->second.begin(), found->second.end(),
                     [](const auto& phrase) { return phrase.size() == 1; });
}

bool PlainPhrases::is_in(const std::vector<std::string>& words) const {
  for (std::size_t at = 0; at < words.size(); ++at)
    if (longest_at(words, at) > 0) return true;
  return false;
}

}  // namespace kindbank::dialog
