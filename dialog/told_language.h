// Which language a text asks for ("po polsku proszę", "English please"), and which it is plainly
// written in. Nothing is switched by it: what is asked for begins a flow, what is only written in
// is offered.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialog/flow.h"
#include "dialog/words.h"

namespace kindbank::dialog {

struct LanguageWish {
  std::string code;
  // "In polish", "język polski" - or the name alone, which may be an answer: Romana is a name, and
  // nobody is called Polski or Română, which is how the language writes itself.
  enum class Said { clearly, by_own_name, by_name_alone } said = Said::by_name_alone;
};

// The whole text, of words that go with such a wish and the name of one language.
std::optional<LanguageWish> wished_language(const Flows& flows, const Words& words,
                                            std::string_view text);

// Whose people somebody says they are of, or what they speak, and nothing else: "im polish".
std::optional<std::string> native_language(const Flows& flows, const Words& words,
                                           std::string_view text);

// The code of the one language that at least three words of the text, and half of them, are common
// in; never of a short word.
std::optional<std::string> written_language(const Flows& flows, const Words& words,
                                            std::string_view text);

}  // namespace kindbank::dialog
