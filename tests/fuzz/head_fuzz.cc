// The head of a request. A copy without a byte to spare is read, so that reading beyond it shows.
#include <algorithm>
#include <cctype>
#include <memory>
#include <string>

#include "bot/web_head.h"
#include "tests/fuzz/fuzz.h"

using namespace kindbank;
using fuzz::must;

namespace {

bool has_line_break(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto all = fuzz::text_of(bytes, size);
  const auto end = bot::end_of_head(all);
  must(end == std::string_view::npos || end <= size, "a head ends within the bytes");
  if (end == std::string_view::npos || end > bot::head_cap) return 0;
  must(all.substr(0, end).ends_with("\n"), "a head ends with a line");

  const auto copy = std::make_unique<char[]>(end);
  std::copy_n(bytes, end, copy.get());
  const auto head = bot::read_head({copy.get(), end});
  if (!head) {
    must(head.error().status >= 400 && head.error().status < 600, "a refusal is an answer");
    return 0;
  }
  must(!head->method.empty() && !has_line_break(head->method), "a method is one word");
  must(head->target.starts_with('/') || head->target == "*", "a target is a path");
  must(!has_line_break(head->target), "a target is one line");
  must(head->headers.size() <= bot::header_lines_cap, "there are not too many lines");
  int lengths = 0;
  for (const auto& [name, value] : head->headers) {
    must(!name.empty() && !has_line_break(name), "a header has a name");
    must(!has_line_break(value), "a header is one line");
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
      return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    must(lower != "transfer-encoding", "nothing is chunked");
    if (lower == "content-length") ++lengths;
  }
  must(lengths <= 1, "a request has one length");
  must(lengths == 1 || head->content_length == 0, "without a length there is no body");
  return 0;
}
