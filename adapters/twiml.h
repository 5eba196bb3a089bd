// TwiML: what Twilio says on a call, and how the keys and the words of an answer come back to us.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

// Who says it, and how each language is said.
struct Speaking {
  std::string hook;
  SpokenLanguages languages;
  std::map<std::string, std::string, std::less<>> voices;  // "pl-PL" -> "Polly.Ewa"
};

// Says all of it and listens for keys or words, twice; then it says goodbye and hangs up. Where
// nothing is to be said it says goodbye alone. The language is that of the last text, English where
// it has none that is spoken. The answer goes to the hook with a query: `n`, its number in the
// call, `lang`, the language's code, `q`, the question, and `keys`, what the keys 1 to 9 choose.
std::string listening_twiml(const std::vector<Outgoing>& said, const Speaking& speaking, int n);

// Says that what was said is kept, and hangs up: in that language, or in each where it is "", which
// is what a call begins with.
std::string kept_twiml(std::string_view language, const Speaking& speaking);

// To who hides their number: in each language, one after the other.
std::string hidden_twiml(const Speaking& speaking);

// Takes no call, which costs the caller nothing.
std::string rejecting_twiml();

// As it is said: long numbers and job codes character by character, and safe within XML.
std::string spoken(std::string_view text);

}  // namespace kindbank::adapters
