#include "bot/web_head.h"

#include <catch2/catch.hpp>
#include <string>

namespace kindbank::bot {
namespace {

int refusal(const std::string& bytes) {
  const auto head = read_head(bytes);
  return head ? 0 : head.error().status;
}

std::string with(const std::string& lines) {
  return "POST /hooks/sms HTTP/1.1\r\nHost: bank\r\n" + lines + "\r\n";
}

std::string line(const std::string& request_line) {
  return request_line + "\r\nHost: bank\r\n\r\n";
}

}  // namespace

TEST_CASE("a head is read as it is on the wire") {
  const auto head = read_head(
      "POST /hooks/sms?a=%20b?c=d HTTP/1.1\r\nHost: bank\r\nX-Signature:  a%2Bb= \r\n"
      "content-length: 12\r\nX-Signature:\r\n\r\n");
  REQUIRE(head);
  CHECK(head->method == "POST");
  CHECK(head->target == "/hooks/sms?a=%20b?c=d");
  CHECK(head->content_length == 12);
  CHECK(head->keep_alive);
  CHECK(head->headers == adapters::Headers{{"Host", "bank"},
                                           {"X-Signature", "a%2Bb="},
                                           {"content-length", "12"},
                                           {"X-Signature", ""}});
}

TEST_CASE("a head ends at the first empty line") {
  CHECK(end_of_head("GET / HTTP/1.1\r\n\r\nbody\r\n\r\n") == 18);
  CHECK(end_of_head("GET / HTTP/1.1\n\nbody\r\n\r\n") == 16);
  CHECK(end_of_head("GET / HTTP/1.1\r\n") == std::string::npos);
  CHECK(end_of_head("") == std::string::npos);
}

TEST_CASE("a connection is kept unless the client says otherwise") {
  CHECK(read_head(with(""))->keep_alive);
  CHECK_FALSE(read_head(with("Connection: upgrade, Close\r\n"))->keep_alive);
  CHECK_FALSE(read_head("GET / HTTP/1.0\r\n\r\n")->keep_alive);
  CHECK(read_head(with("Expect: 100-Continue\r\n"))->expects_continue);
}

TEST_CASE("a malformed request line is refused") {
  for (const auto* text :
       {"", "GET", "GET /", "GET  HTTP/1.1", "GET HTTP/1.1", " GET / HTTP/1.1", "G(T / HTTP/1.1",
        "GET  / HTTP/1.1", "GET / / HTTP/1.1", "GET x HTTP/1.1", "GET * HTTP/1.1",
        "GET http://bank/ HTTP/1.1", "GET /\x7f HTTP/1.1", "GET /\xc3\xa9 HTTP/1.1",
        "GET /a#b HTTP/1.1", "GET /a\tb HTTP/1.1", "GET / http/1.1", "GET / HTTP/1.1 "}) {
    CAPTURE(text);
    CHECK(refusal(line(text)) == 400);
  }
  CHECK(refusal(line(std::string("GET /\0 HTTP/1.1", 15))) == 400);
  CHECK(refusal(line("GET / HTTP/2.0")) == 505);
}

TEST_CASE("a malformed header line is refused") {
  for (const auto* text : {"no colon\r\n", ": empty\r\n", "Two words: x\r\n", "Space : x\r\n",
                           " folded: x\r\n", "A: b\r\n\tfolded\r\n", "A: b\nC: d\r\n",
                           "A: b\rC: d\r\n", "A: \x01\r\n", "\xc3\xa9: x\r\n"}) {
    CAPTURE(text);
    CHECK(refusal(with(text)) == 400);
  }
  CHECK(refusal(with(std::string("A: b\0c\r\n", 8))) == 400);
  CHECK(refusal(with("A: caf\xc3\xa9 \xff\r\n")) == 0);
}

TEST_CASE("a body that two servers could measure differently is refused") {
  CHECK(refusal(with("Content-Length: 1\r\nContent-Length: 1\r\n")) == 400);
  CHECK(refusal(with("Content-Length: 1\r\ncontent-length: 2\r\n")) == 400);
  CHECK(refusal(with("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")) == 400);
  for (const auto* value :
       {"", "-1", "+1", "0x1", "1,1", "1 1", "%31", "1e3", "99999999999999999999999"}) {
    CAPTURE(value);
    CHECK(refusal(with(std::string("Content-Length: ") + value + "\r\n")) == 400);
  }
  CHECK(refusal(with("Transfer-Encoding: chunked\r\n")) == 411);
  CHECK(refusal(with("TRANSFER-ENCODING: xchunked\r\n")) == 411);
  CHECK(refusal(with("Content-Encoding: gzip\r\n")) == 415);
  CHECK(refusal(with("Content-Encoding: identity\r\n")) == 0);
  CHECK(refusal(with("Expect: a miracle\r\n")) == 417);
}

TEST_CASE("exactly one Host is asked for") {
  CHECK(refusal("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(refusal(with("Host: other\r\n")) == 400);
}

TEST_CASE("64 header lines are taken and 65 are not") {
  std::string lines;
  for (int i = 0; i < 63; ++i) lines += "A: b\r\n";
  CHECK(refusal(with(lines)) == 0);
  CHECK(refusal(with(lines + "A: b\r\n")) == 431);
}

}  // namespace kindbank::bot
