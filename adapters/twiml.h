// TwiML: what Twilio says on a call, and how the keys and the words of an answer come back to us.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

// Says all of it and listens for keys or words, twice; then it says goodbye and hangs up. Where
// nothing is to be said it says goodbye alone. The answer goes to `hook` with a query: `n`, its
// number in the call, `q`, the question, and `keys`, what the keys 1 to 9 choose.
std::string listening_twiml(const std::vector<Outgoing>& said, const std::string& hook, int n);

// Takes no call, which costs the caller nothing.
std::string rejecting_twiml();

// As it is said: long numbers and job codes character by character, and safe within XML.
std::string spoken(std::string_view text);

}  // namespace kindbank::adapters
