// JSON from outside, and the talks that are stored as JSON: what was read can be written and is
// read again as the same.
#include <nlohmann/json.hpp>
#include <string>

#include "dialog/conversation.h"
#include "dialog/json.h"
#include "tests/fuzz/fuzz.h"

using namespace kindbank;
using fuzz::must;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  const auto value = read_json(text);
  if (value) {
    const auto written = write_json(*value);
    const auto again = read_json(written);
    must(again.has_value(), "what was written can be read");
    must(write_json(*again) == written, "and is written as it was");
  }
  if (const auto talk = dialog::read_conversation(text)) {
    const auto again = dialog::read_conversation(dialog::write_conversation(*talk));
    must(again && *again == *talk, "a talk is stored as it is");
  }
  return 0;
}
