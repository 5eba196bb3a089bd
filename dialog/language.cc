#include "dialog/language.h"

#include "dialog/normal.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {

const Place& Language::at(std::string_view part) const {
  const auto found = places.find(part);
  return found == places.end() ? place : found->second;
}

std::string Language::standing_word_of(std::string_view text) const {
  constexpr std::size_t longest_break = 4;  // words: "przerwa na 2 tygodnie"
  auto heard = bare_words_of(text);
  const auto found = standing.find(join_words(heard));
  if (found != standing.end()) return found->second;
  if (heard.size() < 2) return {};
  const auto first = standing.find(heard.front());
  if (first != standing.end() && first->second == "pause" && heard.size() <= longest_break) {
    for (const auto& word : heard)
      if (all_digits(word)) return "pause " + word;
    return {};
  }
  const auto at = is_code(heard.front()) ? heard.begin() : heard.end() - 1;
  if (!is_code(*at)) return {};
  const auto job = *at;
  heard.erase(at);
  const auto about_it = standing.find(join_words(heard));
  return about_it == standing.end() ? std::string() : job + " " + about_it->second;
}

const TranslatedText* Language::find(std::string_view flow, std::string_view step,
                                     std::string_view part) const {
  const auto in_flow = flows.find(flow);
  if (in_flow == flows.end()) return nullptr;
  const auto in_step = in_flow->second.steps.find(step);
  if (in_step == in_flow->second.steps.end()) return nullptr;
  const auto text = in_step->second.texts.find(part);
  return text == in_step->second.texts.end() ? nullptr : &text->second;
}

const TranslatedText* Language::find_reply(std::string_view key) const {
  const auto found = replies.find(key);
  return found == replies.end() || found->second.text.empty() ? nullptr : &found->second;
}

}  // namespace kindbank::dialog
