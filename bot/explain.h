// How the bot reads a text: by the gate and the readers of a turn, and with what came of it the
// rule that decided.
#pragma once

#include <optional>
#include <string>

#include "bot/library.h"
#include "dialog/read_need.h"
#include "dialog/result.h"

namespace kindbank::bot {

// Beside the kinds of answers: what help a free text asks for.
inline constexpr std::string_view need_kind = "need";

struct ToExplain {
  std::string text;
  std::optional<dialog::Expect> expect;  // nothing: the step's, or none
  enum class As { answer, need } as = As::answer;
  std::string flow;  // and step: whose choices and question it answers
  std::string step;
  std::string language{dialog::english};
  Time now = {};
};

struct Explained {
  ToExplain::As as = ToExplain::As::answer;
  dialog::Expect expect = dialog::Expect::none;
  std::optional<std::string> value;     // nothing: it abstains, or a crisis is heard
  std::optional<dialog::Need> need;     // what is read where a need was to be
  std::optional<std::string> crisis;    // the class's letter; a value is read beside F and G alone
  std::optional<std::string> standing;  // the word without code, number or courtesy: "done", "stop"
  std::string why;
};

// Fails where there is no such flow or step, and where a choice is to be read and nothing says of
// which.
Result<Explained> explain(const Library& library, const ToExplain& text);

// One JSON object on one line: {"expect","value","abstain","crisis","standing","why"}.
std::string write_explained(const Explained& explained);

}  // namespace kindbank::bot
