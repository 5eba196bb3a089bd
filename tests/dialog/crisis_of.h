// What crisis the shipped words hear in a text.
#pragma once

#include <string>

#include "dialog/gate.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {

// Its letter, or "".
inline std::string crisis_of(const std::string& text) {
  const auto reading = read_gate(shipped_words(), text);
  return reading.crisis ? reading.crisis->letter : "";
}

}  // namespace kindbank::dialog
