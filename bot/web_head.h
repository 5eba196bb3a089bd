// The head of one HTTP/1.1 request, read strictly: whatever two servers could read in two ways is
// refused, so that nothing is smuggled past a proxy in front of us. Pure: bytes in, a value out.
// RFC 9112 is the source of the rules; stricter than it are: no Transfer-Encoding at all, no
// Content-Encoding, no absolute-form target, no bare LF.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "adapters/http.h"

namespace kindbank::bot {

inline constexpr std::size_t head_cap = 16 * 1024;
inline constexpr std::size_t header_lines_cap = 64;

struct Head {
  std::string method;
  std::string target;  // as on the wire: nothing decoded, nothing removed
  adapters::Headers headers;
  std::size_t content_length = 0;
  bool keep_alive = true;
  bool expects_continue = false;  // the client waits for "100 Continue" before it sends the body
};

// Where the body begins: after the first empty line, or npos while there is none.
std::size_t end_of_head(std::string_view bytes);

// What a request is refused with: a short text for whoever reads the other side's log.
adapters::HttpResponse plain(int status, std::string text);

// `bytes` runs to the empty line. The error is the whole answer: 400 malformed, 411 chunked,
// 415 compressed, 417 an unknown expectation, 431 too many lines, 505 another version.
tl::expected<Head, adapters::HttpResponse> read_head(std::string_view bytes);

}  // namespace kindbank::bot
