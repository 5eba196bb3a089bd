// How one language says days, hours, numbers and lengths of time, and how it puts one right, from
// flows/words/measures.<language>.yaml. English is heard from everybody: the words of any other
// language stand beside the English ones, and go before them.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dialog/naming_words.h"
#include "dialog/number_words.h"
#include "dialog/plain_phrases.h"
#include "dialog/spoken_sign.h"
#include "dialog/time_words.h"

namespace kindbank::dialog {

// Around a number that was asked for: "once a week", "im 72", "5 pm" are none.
struct CountWords {
  std::vector<std::string> per;
  std::vector<std::string> spans;
  std::vector<std::string> behind;    // a number that stands behind them is of something else
  std::vector<std::string> bounded;   // "no more than": a number behind them is meant all the same
  std::vector<std::string> not_once;  // behind "once": as soon as
  std::vector<std::string> before;
};

// Around a postcode that may not be theirs.
struct PostcodeWords {
  std::vector<std::string> doubtful;  // wherever they stand: "old", "mums", "maybe", "or"
  std::vector<std::string> beside;    // right before it: "near SG1 3AA"
};

// Of how long something took.
struct LengthWords {
  std::vector<std::string> hour;
  std::vector<std::string> hours;  // no hour by themselves
  std::vector<std::string> minute;
  std::vector<std::string> half;
  std::vector<std::string> quarter;
  std::vector<std::string> quarter_hour;  // without a word for the hour
  std::vector<std::string> one_and_a_half;
  std::vector<std::string> joints;   // "and"
  std::vector<std::string> between;  // a number and its unit
  std::vector<std::string> a;
  std::vector<std::string> vague;
  std::vector<std::string> or_so;   // behind a vague word that is none then: "or so"
  std::vector<std::string> total;   // what stands behind it says it all
  std::vector<std::string> plus;    // what follows may be no length: "an hour plus travel"
  std::vector<std::string> less;    // what follows is taken off: "an hour minus 10 mins"
  std::vector<std::string> with;    // a length in it: "an hour with 10 min travel"
  std::vector<std::string> beyond;  // one or two words: "up to", "best part"
  std::vector<std::string> half_past;
  std::vector<std::string> left;  // "left at 3"
  std::vector<std::string> then;  // before those
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::vector<std::string> until;
};

// What is said of what is not meant, each in its words.
struct Denials {
  PlainPhrases before;  // "do not want": what follows is not meant
  PlainPhrases behind;  // "not needed": what was said is not
  PlainPhrases none;    // longer than one of `before`, and denies nothing: "can not do my"

  void add(const Denials& others) {
    before.add(others.before);
    behind.add(others.behind);
    none.add(others.none);
  }
};

struct Measures {
  TimeWords time;
  NumberWords numbers;
  CountWords counts;
  LengthWords lengths;
  PostcodeWords postcodes;
  SpokenSigns signs;
  std::vector<std::string> beside_code;  // "my code is t 4 m 2"
  NamingWords names;                     // of all languages: who has just come has not said theirs
  std::vector<std::string> corrections;  // "sorry": what follows is meant instead
  std::vector<std::string> before_correction;  // "oh", "i": before one that begins a text
  std::vector<std::string> firmly;             // those that cannot be meant for what is asked now
  std::vector<std::string> denials;            // "not": what follows is not meant
  PlainPhrases ruled_out;                      // the same in several words
  PlainPhrases unfit;                          // "wont do": beside a day that does not suit
  PlainPhrases conditions;                     // "if": the day or the hour hangs on something
  PlainPhrases no_condition;               // longer than one of those, and a courtesy: "if poss"
  Denials unwanted;                        // of kinds of help
  Denials unchosen;                        // of choices: "no dogs", where "no milk" tells of a need
  std::vector<std::string> bounds;         // behind a denial: "not more than 2" is 2
  std::vector<std::string> no_correction;  // "no one" puts nothing right
  std::vector<std::string> behind_verb;    // "no change it" denies no change
  std::unordered_map<std::string, std::size_t> places;  // "first": of a list of choices
  std::unordered_set<std::string> beside_place;         // "option 1 please"
  std::vector<std::string> points_at_choice;            // "the 4th one", and no day of a month
};

}  // namespace kindbank::dialog
