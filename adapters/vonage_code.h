// Vonage's error codes of the Messages API, said so that a coordinator understands them.
#pragma once

#include <cstdint>
#include <string>

namespace kindbank::adapters {

struct VonageCode {
  enum class Verdict { never, stopped, later };
  Verdict verdict = Verdict::never;
  std::string why;
};

// A code that is not in the table is `never`, with the code in the sentence; 0 is no code.
VonageCode vonage_code(std::int64_t code);

}  // namespace kindbank::adapters
