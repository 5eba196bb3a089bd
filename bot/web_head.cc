#include "bot/web_head.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace kindbank::bot {
namespace {

using adapters::HttpResponse;

bool is_token_byte(char byte) {
  if ((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'))
    return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(byte) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_byte);
}

bool is_value_byte(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return byte == '\t' || (code >= 0x20 && code != 0x7f);
}

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

bool same_word(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         std::equal(left.begin(), left.end(), right.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Takes the next line off `rest`, without its CRLF.
std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find("\r\n"), rest.size());
  const auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 2, rest.size()));
  return line;
}

bool lists_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    if (same_word(trim(list.substr(0, end)), word)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

std::optional<HttpResponse> read_request_line(std::string_view line, Head& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return plain(400, "The request line is malformed.");
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!is_token(method) || target.empty() || target.front() != '/')
    return plain(400, "The request line is malformed.");
  const auto stray = [](char byte) { return byte <= ' ' || byte >= '\x7f' || byte == '#'; };
  if (std::any_of(target.begin(), target.end(), stray))
    return plain(400, "The request target holds a character that must be percent-encoded.");
  if (version.substr(0, 5) != "HTTP/") return plain(400, "The request line is malformed.");
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return plain(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
  head.method = method;
  head.target = target;
  head.keep_alive = version == "HTTP/1.1";
  return std::nullopt;
}

std::optional<HttpResponse> read_header_line(std::string_view line, Head& head) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return plain(400, "A header line is malformed.");
  const auto value = trim(line.substr(colon + 1));
  if (!std::all_of(value.begin(), value.end(), is_value_byte))
    return plain(400, "A header line holds a control character.");
  head.headers.emplace_back(line.substr(0, colon), value);
  return std::nullopt;
}

std::optional<HttpResponse> read_content_length(std::string_view value, Head& head) {
  std::size_t length = 0;
  const auto end = value.data() + value.size();
  const auto read = std::from_chars(value.data(), end, length);
  if (value.empty() || read.ec != std::errc() || read.ptr != end)
    return plain(400, "The Content-Length is not a number.");
  head.content_length = length;
  return std::nullopt;
}

// What the headers say about the message as a whole.
std::optional<HttpResponse> read_framing(Head& head) {
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  bool transfer_encoding = false;
  bool close = false;
  for (const auto& [name, value] : head.headers) {
    if (same_word(name, "host")) ++hosts;
    if (same_word(name, "transfer-encoding")) transfer_encoding = true;
    if (same_word(name, "connection") && lists_word(value, "close")) close = true;
    if (same_word(name, "content-encoding") && !same_word(value, "identity"))
      return plain(415, "A compressed body is not taken.");
    if (same_word(name, "expect")) {
      if (!same_word(value, "100-continue"))
        return plain(417, "Only 100-continue can be expected.");
      head.expects_continue = true;
    }
    if (same_word(name, "content-length")) {
      ++lengths;
      if (auto refusal = read_content_length(value, head)) return refusal;
    }
  }
  if (transfer_encoding && lengths > 0)
    return plain(400, "Content-Length and Transfer-Encoding do not go together.");
  if (transfer_encoding) return plain(411, "Send a Content-Length; a chunked body is not taken.");
  if (lengths > 1) return plain(400, "There is more than one Content-Length.");
  if (hosts > 1 || (hosts == 0 && head.keep_alive)) return plain(400, "Send one Host header.");
  if (close) head.keep_alive = false;
  return std::nullopt;
}

}  // namespace

std::size_t end_of_head(std::string_view bytes) {
  // A bare "\n\n" ends the head, too: read_head then refuses it, rather than wait for more.
  const auto clean = bytes.find("\r\n\r\n");
  const auto bare = bytes.substr(0, clean).find("\n\n");
  if (bare != std::string_view::npos) return bare + 2;
  return clean == std::string_view::npos ? clean : clean + 4;
}

HttpResponse plain(int status, std::string text) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(text) + "\n"};
}

tl::expected<Head, HttpResponse> read_head(std::string_view bytes) {
  Head head;
  if (auto refusal = read_request_line(take_line(bytes), head))
    return tl::make_unexpected(std::move(*refusal));
  for (auto line = take_line(bytes); !line.empty(); line = take_line(bytes)) {
    if (head.headers.size() == header_lines_cap)
      return tl::make_unexpected(plain(431, "There are too many header lines."));
    if (auto refusal = read_header_line(line, head))
      return tl::make_unexpected(std::move(*refusal));
  }
  if (auto refusal = read_framing(head)) return tl::make_unexpected(std::move(*refusal));
  return head;
}

}  // namespace kindbank::bot
