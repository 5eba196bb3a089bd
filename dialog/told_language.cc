#include "dialog/told_language.h"

#include <algorithm>
#include <set>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t longest_wish = 8;  // words
constexpr std::size_t least_common = 3;
constexpr std::size_t enough_words = 40;  // of a long text, to tell by

// Of every language that this bank writes.
template <class See>
void each_language(const Flows& flows, const Words& words, See see) {
  see(std::string(english), words.english);
  for (const auto* language : flows.languages()) see(language->code, language->names);
}

}  // namespace

std::optional<LanguageWish> wished_language(const Flows& flows, const Words& words,
                                            std::string_view text) {
  auto heard = bare_words_of(text);
  const auto said = heard.size();
  if (said > longest_wish) return std::nullopt;
  std::erase_if(heard, [&](const auto& word) { return contains(words.around_language, word); });
  const auto name = join_words(heard);
  std::optional<LanguageWish> wish;
  each_language(flows, words, [&](const std::string& code, const LanguageNames& names) {
    const bool more = said > heard.size();  // "language pl", but no "pl" alone
    if (!contains(names.called, name) && !(more && name == code)) return;
    using Said = LanguageWish::Said;
    const bool own = plain(text) == plain(names.own);
    wish = {code, more ? Said::clearly : own ? Said::by_own_name : Said::by_name_alone};
  });
  return wish;
}

std::optional<std::string> native_language(const Flows& flows, const Words& words,
                                           std::string_view text) {
  auto heard = bare_words_of(text);
  const auto said = heard.size();
  if (said > longest_wish) return std::nullopt;
  std::erase_if(heard, [&](const auto& word) { return contains(words.native, word); });
  std::optional<std::string> native;
  each_language(flows, words, [&](const std::string& code, const LanguageNames& names) {
    if (said > heard.size() && contains(names.called, join_words(heard))) native = code;
  });
  return native;
}

std::optional<std::string> written_language(const Flows& flows, const Words& words,
                                            std::string_view text) {
  auto heard = bare_words_of(text);
  if (heard.size() < least_common) return std::nullopt;
  if (heard.size() > enough_words) heard.resize(enough_words);
  std::optional<std::string> written;
  std::size_t most = 0;
  each_language(flows, words, [&](const std::string& code, const LanguageNames& names) {
    std::set<std::string_view> common;
    std::size_t all = 0;
    for (const auto& word : heard) {
      if (!names.common.contains(word)) continue;
      common.insert(word);
      ++all;
    }
    if (common.size() < least_common || 2 * all < heard.size() || all < most) return;
    written = all == most ? std::nullopt : std::optional(code);
    most = all;
  });
  return written;
}

}  // namespace kindbank::dialog
