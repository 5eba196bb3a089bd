// What comes before any flow, in any state, for any sender: a crisis first, then stopping and
// coming back, then the standing words. Pure, so that a crisis is answered even when the ledger is
// down. The crisis classes, their numbers and the order are those of the partnership's safeguarding
// rules.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/words.h"

namespace kindbank::dialog {

struct Crisis {
  std::string letter;  // "A" to "E", "RED": the first class that was heard, in the list's order
  std::string rule;    // the phrase that fired, as the word list writes it
  std::vector<std::string> also = {};  // the letters of the classes heard besides: nothing is lost

  bool sounds_like(std::string_view one) const {
    return letter == one || std::find(also.begin(), also.end(), one) != also.end();
  }
  bool operator==(const Crisis&) const = default;
};

struct GateReading {
  std::optional<Crisis> crisis;
  // Where there is none: what a number is named for before the talk goes on ("F", "G"), or "".
  std::string signpost;
  enum class Rights { none, stop, start, cancel } rights = Rights::none;
  // The standing word that the whole message is, plain, or "". A word about a visit may carry the
  // job's code ("k4t7 done"), and GIVE its number.
  std::string standing;
  bool operator==(const GateReading&) const = default;
};

GateReading read_gate(const Words& words, std::string_view text);

// The words that pre-empt an open question when they are the whole message.
std::vector<std::string> all_standing_words();
bool is_standing_word(std::string_view plain_text);
// One of them that an open question hears as its answer, where it is one: POT.
bool is_also_answer(std::string_view standing_word);
// STOP and its family, START and its own: words that no choice and no flow may take.
bool is_rights_word(std::string_view plain_text);

}  // namespace kindbank::dialog
