// Twilio's error codes, said so that a coordinator understands them. The same codes come in answers
// to a send and in delivery reports.
#pragma once

#include <string>

namespace kindbank::adapters {

struct TwilioCode {
  enum class Verdict { never, stopped, later };
  Verdict verdict = Verdict::never;
  std::string why;
};

// A code that is not in the table is `never`, with the code in the sentence.
TwilioCode twilio_code(int code);

}  // namespace kindbank::adapters
