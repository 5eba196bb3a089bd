#include "dialog/read_need.h"

#include <algorithm>
#include <vector>

#include "dialog/nearest.h"
#include "dialog/normal.h"
#include "dialog/read_datetime.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

// Nobody needs more words for it; what stands behind them is a story.
constexpr std::size_t most_words = 60;

// The only kind that means these words; "" for none, and where two do.
template <class Means>
std::string only_kind(const NeedWords& words, Means means) {
  std::string found;
  for (const auto& [kind, plainly] : words.plainly) {
    if (!means(kind, plainly)) continue;
    if (!found.empty()) return {};
    found = kind;
  }
  return found;
}

// "Gardning": a long word that is a slip away from words of one kind alone.
bool is_nearly_said(const ChoiceWords& words, const std::string& kind, const SaidWords& heard) {
  constexpr std::size_t long_word = 6;
  const auto& meant = words.words_of_choice(kind);
  return std::any_of(heard.begin(), heard.end(), [&](const std::string& word) {
    return word.size() >= long_word &&
           std::any_of(meant.begin(), meant.end(), [&](const std::string& one) {
             return one.size() >= long_word && is_slip(word, one);
           });
  });
}

std::string kind_in(const Words& words, const SaidWords& heard) {
  auto plain = only_kind(words.need, [&](const auto&, const Phrases& plainly) {
    return plainly.first_in(heard) != nullptr;
  });
  if (!plain.empty()) return plain;
  const auto choices = words.choices.find(english);
  if (choices == words.choices.end()) return {};
  bool any = false;
  auto said = only_kind(words.need, [&](const std::string& kind, const Phrases&) {
    const bool means = choices->second.mean(kind, heard);
    any = any || means;
    return means;
  });
  if (any) return said;
  return only_kind(words.need, [&](const std::string& kind, const Phrases&) {
    return is_nearly_said(choices->second, kind, heard);
  });
}

Need::For whom_in(const NeedWords& words, SaidWords heard) {
  words.not_for_others.blank_in(heard);
  return words.for_others.first_in(heard) == nullptr ? Need::For::asker : Need::For::other;
}

std::string when_in(const Hearing& hearing, std::string_view text) {
  const auto zone = hearing.zone == nullptr ? utc_zone() : *hearing.zone;
  const auto said = read_datetime_among(text, hearing.now, zone, hearing.language);
  return said ? write_datetime(*said) : std::string{};
}

}  // namespace

Need read_need(const Hearing& hearing, std::string_view text) {
  const auto& words = hearing.words;
  auto heard = respell(bare_words_of(text), words.written_out);
  if (heard.size() > most_words) heard.resize(most_words);
  Need need;
  if (words.need.not_asked.first_in(heard) != nullptr) {
    need.why = "nothing is asked for";
    return need;
  }
  need.category = kind_in(words, heard);
  if (need.category.empty() && words.need.asks.first_in(heard) == nullptr) {
    need.why = "no kind of help, and nothing that asks for any";
    return need;
  }
  need.why = need.category.empty() ? "help of no kind that is named" : "words for a kind of help";
  need.when = when_in(hearing, text);
  need.whom = whom_in(words.need, std::move(heard));
  return need;
}

}  // namespace kindbank::dialog
