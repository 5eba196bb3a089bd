// Meta's error codes, said so that a coordinator understands them. The same codes come in answers
// to a send and in statuses.
#pragma once

#include <optional>
#include <string>

#include "adapters/channel.h"

namespace kindbank::adapters {

struct WhatsappCode {
  enum class Verdict { never, stopped, later };
  Verdict verdict = Verdict::never;
  std::optional<Duration> after;  // for `later`, where the limit says so
  std::string why;
};

// A code that is not in the table is `never`, with the code in the sentence.
WhatsappCode whatsapp_code(std::int64_t code);

}  // namespace kindbank::adapters
