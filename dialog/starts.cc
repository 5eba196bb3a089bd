#include "dialog/starts.h"

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

// "2MET V1" is "2 met v1": a number that its word was typed against. Codes stay whole.
std::vector<std::string> split_number(std::vector<std::string> heard) {
  const auto& first = heard.front();
  const auto digits = first.find_first_not_of("0123456789");
  if (digits == 0 || digits == first.npos || first.size() < digits + 3) return heard;
  auto word = first.substr(digits);
  heard.front().resize(digits);
  heard.insert(heard.begin() + 1, std::move(word));
  return heard;
}

// "He was lovely!" of "Thanks, he was lovely!": what was heard in the slot, as it was written.
std::string as_written(std::string_view text, const std::string& heard) {
  for (auto at = text.find(' '); at != text.npos; at = text.find(' ', at + 1))
    if (const auto rest = text.substr(at + 1); plain(rest) == heard) return std::string(rest);
  return heard;
}

std::optional<Start> find_in(const Flows& flows, const std::vector<std::string>& heard,
                             const Language* language) {
  auto start = flows.start_words(english).find(heard);
  if (language == nullptr || (start && start->slots.empty())) return start;
  // Another language's words are written without accents, as many people text them.
  auto bare = heard;
  for (auto& word : bare) word = without_accents(word);
  auto own = flows.start_words(language->code).find(bare);
  return !start || (own && own->slots.empty()) ? own : start;
}

}  // namespace

std::optional<Start> find_start(const Flows& flows, std::string_view text, const Language* language,
                                const std::vector<std::string>& courtesies) {
  const auto heard = words_of(text);
  if (auto start = find_in(flows, heard, language)) {
    if (const auto words = start->slots.find(std::string(words_slot)); words != start->slots.end())
      words->second = as_written(text, words->second);
    return start;
  }
  auto meant = heard;
  while (!meant.empty() && contains(courtesies, meant.back())) meant.pop_back();
  if (meant.empty()) return std::nullopt;
  meant = split_number(std::move(meant));
  return meant == heard ? std::nullopt : find_in(flows, meant, language);
}

}  // namespace kindbank::dialog
