// A table of texts, each with what it is read as: "" where it is asked again.
#pragma once

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "dialog/understand.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {

using ReadRows = std::vector<std::pair<const char*, const char*>>;

inline void check_read(Expect expect, const ReadRows& rows, std::string_view language = english) {
  const Hearing hearing{shipped_words(), language};
  const Asked asked{expect};
  for (const auto& [text, value] : rows) {
    INFO(text);
    CHECK(understand(hearing, asked, text).value == value);
  }
}

}  // namespace kindbank::dialog
