#include "dialog/repair_words.h"

#include "dialog/said_parts.h"

namespace kindbank::dialog {

bool RepairWords::says(const Phrases& one_of_them, std::string_view text) const {
  auto heard = respell(bare_words_of(text), spellings);
  while (heard.size() > 1 && heard.back() == "please") heard.pop_back();
  return one_of_them.first_in(heard) != nullptr;
}

bool is_wordless(std::string_view text) {
  return !text.empty() && text.find('?') == text.npos && bare_words_of(text).empty();
}

}  // namespace kindbank::dialog
