// A conversation written down as a test (*.chat): who texts what, what each phone then shows, and
// how time passes. Anyone who can text can write one.
//
//   town: example
//   clock: 2026-11-24T10:00
//   asker> i need help
//   asker< What help do you need? 1 Lift 2 Shopping ...
//   ... 24h
//   helper! dead
//
// From "helper! dead" on nothing reaches that phone. A line of what is shown that ends in ...
// matches a beginning. A remark begins with # at the start of a line, or after two spaces behind
// what is shown or how long is waited.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dialog/result.h"
#include "dialog/time.h"

namespace kindbank::bot {

struct Line {
  enum class Kind { says, shows, waits, dies } kind = Kind::says;
  std::string actor;
  std::string text;
  Duration span{};
  int number = 0;  // in the file
};

struct Transcript {
  std::string file;
  std::string town = "example";
  LocalTime clock{2026, 11, 24, 10, 0, 2};
  std::vector<Line> lines;
};

Result<Transcript> read_transcript(std::string_view text, const std::string& file);

// What a phone shows as a transcript writes it: a line end is a space there.
std::string on_one_line(std::string text);
// Whether somebody of this name can speak in a transcript: small letters, digits and _.
bool is_actor(std::string_view name);

// Whether what a phone shows is what the line expects.
bool matches(const std::string& expected, const std::string& shown);

}  // namespace kindbank::bot
