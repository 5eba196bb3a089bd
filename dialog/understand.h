// Reading what a person answered, in their language and in English. A reading is right, or it
// abstains and the question is asked again; it never guesses. Each kind of answer has a reader of
// its own, read_<kind>.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/flow.h"
#include "dialog/language.h"
#include "dialog/reading.h"
#include "dialog/time.h"
#include "dialog/words.h"

namespace kindbank::dialog {

// `value` is what is remembered: a choice's key; "yes", "no" or, where that is among the choices,
// "yes_but"; a name; the digits of a number or of minutes; a postcode as "SG1 1AA", a phone number
// as E.164, a day as
// "2026-11-24" or with its hour as "2026-11-24T14:00", a job's code in capitals.
struct Answer {
  std::string value;
  bool operator==(const Answer&) const = default;
};

// Who is heard: the town's words, and their own language besides English. It may be one that there
// are no texts in.
struct Hearing {
  const Words& words;
  std::string_view language = english;
  const AnswerWords* own = nullptr;  // of the language's file
  Time now = {};                     // "tomorrow" is told from it
  const Zone* zone = nullptr;        // the town's; nullptr: UTC
};

// What was asked.
struct Asked {
  Expect expect = Expect::none;
  std::vector<Choice> choices = {};  // as the flow has them
  std::vector<Choice> shown = {};    // in their language, where that is not English
  std::string_view question = {};    // "Are you 18 or over?" is answered by an age, too
  std::string_view day = {};         // "on Fri 27 Nov": of which an hour alone is meant
  enum class Hour { of_today, of_no_day } hour = Hour::of_today;  // an hour alone, without `day`
  // "The 4th" is no fourth choice where it may be a day.
  enum class Ordinals { of_choices, of_days } ordinals = Ordinals::of_choices;
};

// What is longer is a story, and no answer but to a question that takes any words.
inline constexpr std::size_t longest_answer = 480;  // bytes: three segments
inline constexpr std::ptrdiff_t most_answer_gaps = 100;

Reading understand(const Hearing& hearing, const Asked& asked, std::string_view text);

// A number, YES, NO or OK and nothing else: what answers only the question that was sent last.
bool is_short_answer(const Hearing& hearing, std::string_view text);
// NO and nothing else.
bool is_short_no(const Hearing& hearing, std::string_view text);

}  // namespace kindbank::dialog
