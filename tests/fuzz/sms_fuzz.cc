// The arithmetic of texts: the parts of a text are the text, each within what was asked for.
#include <string>

#include "dialog/sms.h"
#include "dialog/utf8.h"
#include "tests/fuzz/fuzz.h"

using namespace kindbank;
using fuzz::must;

namespace {

// Blanks at a cut are dropped.
std::string without_blanks(std::string_view text) {
  std::string rest;
  for (const char byte : text)
    if (byte != ' ' && byte != '\n' && byte != '\r' && byte != '\t') rest += byte;
  return rest;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const int most = 1 + bytes[0] % 8;
  const auto text = repair_utf8(fuzz::text_of(bytes + 1, size - 1)).text;
  const auto whole = dialog::count_sms(text);
  must((whole.segments == 0) == text.empty(), "only an empty text costs nothing");
  must(whole.units >= static_cast<int>(code_points(text).size()),
       "a character costs a unit or more");

  const auto parts = dialog::split_sms(text, most);
  std::string joined;
  for (const auto& part : parts) {
    must(is_utf8(part), "a part is valid UTF-8");
    must(!part.empty(), "no part is empty");
    must(dialog::count_sms(part).segments <= most, "no part is longer than was asked for");
    joined += part;
  }
  must(without_blanks(joined) == without_blanks(text), "the parts joined are the text");
  if (whole.segments > 0 && whole.segments <= most)
    must(parts.size() == 1 && parts.front() == text, "a text that fits comes back as it is");
  return 0;
}
