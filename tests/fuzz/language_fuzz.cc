// The loader of a language's texts, and the filling of whatever it let pass: a text that is
// accepted can be filled in with any number, and what is wrong is said with its place.
#include <algorithm>

#include "dialog/language.h"
#include "dialog/placeholder.h"
#include "dialog/respond.h"
#include "tests/fuzz/fuzz.h"

using namespace kindbank;
using fuzz::must;

namespace {

void must_be_sayable(const dialog::TranslatedText& text, const std::string& language) {
  must(!text.text.empty(), "a translated text is not empty");
  const auto facts = dialog::facts_in(text.text);
  must(facts.has_value(), "its braces hold names");
  for (const auto* number : {"0", "1", "2", "5", "20", "many", ""}) {
    dialog::Facts values;
    for (const auto& fact : *facts) values[fact] = number;
    const auto said = dialog::fill_in(text.text, values, {}, language);
    must(said.find('{') == said.npos, "every placeholder is filled");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  const auto read = dialog::read_language(text, "pl.yaml");
  const auto is_error = [](const auto& one) { return one.level == dialog::Finding::Level::error; };
  const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
  for (const auto& finding : read.findings) {
    must(!finding.code.empty() && !finding.message.empty(), "a finding says what is wrong");
    must(finding.place.line <= lines + 1, "a finding stands in the file");
  }
  if (std::any_of(read.findings.begin(), read.findings.end(), is_error)) return 0;
  const auto& language = read.language;
  must(language.code.size() >= 2, "a language has a code");
  for (const auto& [key, reply] : language.replies) must_be_sayable(reply, language.code);
  for (const auto& [name, flow] : language.flows)
    for (const auto& [step, texts] : flow.steps)
      for (const auto& [part, one] : texts.texts) must_be_sayable(one, language.code);
  return 0;
}
