// The talks in tests/transcripts, read once, with the ways through the shipped flows that each
// takes.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "bot/replay.h"

namespace kindbank::bot {

struct RecordedTalk {
  Transcript transcript;
  std::set<std::string> branches;

  // Whether it goes that way: "ask/" for anywhere in a flow, "ask/what>" for a step.
  bool passes(const std::string& begin) const {
    const auto found = branches.lower_bound(begin);
    return found != branches.end() && found->starts_with(begin);
  }
};

// The shortest first.
const std::vector<RecordedTalk>& recorded_talks();

// Whether it goes otherwise than it was recorded.
bool goes_otherwise(const RecordedTalk& talk, const Library& library);

}  // namespace kindbank::bot
