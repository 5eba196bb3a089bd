// What help a free text asks for: "can sum1 take my mum 2 the docs tues 2pm" is a lift, on Tuesday
// at two, for somebody else. Only what the text says is read; an offer, thanks and a question are
// no need.
#pragma once

#include <string>
#include <string_view>

#include "dialog/understand.h"

namespace kindbank::dialog {

struct Need {
  std::string category;  // a kind of help: "lift"; "" where none is named, or two are
  std::string when;  // "2026-11-24T14:00", or "2026-11-24" where no hour was said; "" for no day
  enum class For { asker, other } whom = For::asker;
  std::string_view why;  // a few words; a literal

  // Whether a need is in it at all.
  explicit operator bool() const {
    return !category.empty() || !when.empty() || whom == For::other;
  }
};

// "No its for my mum": whom what was asked for is for, and nothing else.
bool says_for_another(const Hearing& hearing, std::string_view text);

Need read_need(const Hearing& hearing, std::string_view text);

// "What is a small job": as a question opens that asks for no help.
bool opens_as_question(const Hearing& hearing, std::string_view text);

// The kind of help that a text plainly speaks of although it has words for others: "a lift to the
// shops"; "" for none, and where two are asked for.
std::string plain_kind_in(const Words& words, std::string_view text);

}  // namespace kindbank::dialog
