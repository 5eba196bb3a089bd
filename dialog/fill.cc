#include "dialog/placeholder.h"
#include "dialog/respond.h"

namespace kindbank::dialog {
namespace {

// A choice is remembered by its key and read by its label.
const std::string* find_fact(const std::string& name, const Facts& facts, const Facts& known) {
  if (const auto label = facts.find(name + ".label"); label != facts.end()) return &label->second;
  if (const auto fact = facts.find(name); fact != facts.end()) return &fact->second;
  if (const auto fact = known.find(name); fact != known.end()) return &fact->second;
  return nullptr;
}

}  // namespace

std::string fill_in(std::string_view text, const Facts& facts, const Facts& known,
                    std::string_view language) {
  std::string filled;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto open = text.find('{', at);
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    filled += text.substr(at, open - at);
    const auto placeholder = read_placeholder(text.substr(open + 1, close - open - 1));
    const auto* found = find_fact(std::string(placeholder.fact), facts, known);
    const std::string fact = found == nullptr ? "..." : *found;
    if (fact.empty()) {  // it takes one of the spaces around it along
      if (!filled.empty() && filled.back() == ' ') filled.pop_back();
    } else if (placeholder.forms.empty()) {
      filled += fact;
    } else {
      filled += say_form(form_for(placeholder, fact, language), fact);
    }
    at = close + 1;
  }
  filled += text.substr(at);
  return filled;
}

}  // namespace kindbank::dialog
