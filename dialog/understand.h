// Reading what a person answered. A reading is right, or it abstains and the question is asked
// again; it never guesses.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/answer_words.h"
#include "dialog/flow.h"

namespace kindbank::dialog {

// `value` is what is remembered: a choice's key, "yes", "no" or, where that is among the choices,
// "yes_but"; a name as it was typed, digits, a postcode as "SG1 1AA".
struct Answer {
  std::string value;
  bool operator==(const Answer&) const = default;
};

// Nothing: not understood.
std::optional<Answer> read_answer(const AnswerWords& words, Expect expect,
                                  const std::vector<Choice>& choices, std::string_view text);

// "sg11aa" is "SG1 1AA"; nothing where it is no postcode.
std::optional<std::string> read_postcode(std::string_view text);

// A number, YES, NO or OK and nothing else: what answers only the question that was sent last.
bool is_short_answer(const AnswerWords& words, std::string_view text);

}  // namespace kindbank::dialog
