#include "bot/web.h"

#include <catch2/catch.hpp>
#include <mutex>
#include <string>
#include <vector>

#include "tests/bot/served.h"

namespace kindbank::bot {

using namespace std::string_literals;

TEST_CASE("the raw target and the raw body reach the handler") {
  Served served;
  const std::string target = "/hooks/sms?a=1&a=%zz&b=%2Fx+y?z";
  const auto bytes = "\0\xff\xfe a=%4 \r\n\r\n&b\0"s;
  const auto binary = ask(served, post(target, bytes, "Content-Type: text/plain\r\n"));
  CHECK(status_of(binary) == "200");
  CHECK(body_of(binary) == target + "\n" + bytes);

  std::string form = "Body=";
  while (form.size() < 20'000) form += "%F0%9F%98%80";
  const auto kind = "Content-Type: application/x-www-form-urlencoded\r\n";
  CHECK(body_of(ask(served, post("/echo", form, kind))) == "/echo\n" + form);

  const std::string part =
      "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n";
  const auto multipart = "Content-Type: multipart/form-data; boundary=b\r\n";
  CHECK(body_of(ask(served, post("/echo", part, multipart))) == "/echo\n" + part);
  CHECK(body_of(ask(served, post("/echo", ""))) == "/echo\n");
}

TEST_CASE("headers go both ways as they are, except those the front writes itself") {
  Served served;
  const auto response = ask(served, get("/headers", "X-Signature: a%2Bb=%0d\r\n"));
  CHECK(status_of(response) == "201");
  CHECK(body_of(response) == "a%2Bb=%0d");
  CHECK(contains(response, "Set-Cookie: a=1\r\n"));
  CHECK(contains(response, "Set-Cookie: b=2\r\n"));
  CHECK(contains(response, "Content-Length: 9\r\n"));
  CHECK_FALSE(contains(response, "Content-Length: 7"));
  CHECK_FALSE(contains(response, "chunked"));
  CHECK_FALSE(contains(response, "X-Injected"));
  CHECK_FALSE(contains(response, "Server:"));
  CHECK_FALSE(contains(response, "httplib"));
}

TEST_CASE("an unknown path is 404 and a wrong method on a known one is 405") {
  Served served;
  CHECK(status_of(ask(served, get("/nowhere"))) == "404");
  CHECK(status_of(ask(served, get("/page/"))) == "404");
  CHECK(status_of(ask(served, get("/p%61ge"))) == "404");
  CHECK(status_of(ask(served, post("/hooks/", ""))) == "404");
  const auto wrong = ask(served, post("/page", ""));
  CHECK(status_of(wrong) == "405");
  CHECK(contains(wrong, "Allow: GET, HEAD\r\n"));
  CHECK(status_of(ask(served, "BREW /page HTTP/1.1\r\nHost: b\r\n\r\n")) == "405");
  CHECK(status_of(ask(served, get("/hooks/sms"))) == "405");
}

TEST_CASE("the closest route serves a path") {
  Served served;
  CHECK(body_of(ask(served, post("/hooks/sms/status", ""))) == "status");
  CHECK(body_of(ask(served, post("/hooks/sms/other", ""))) == "/hooks/sms/other\n");
}

TEST_CASE("a HEAD is a GET without the body") {
  Served served;
  auto wire = Wire::to(served.port);
  wire.send("HEAD /page HTTP/1.1\r\nHost: b\r\n\r\n");
  const auto head = wire.read_head();
  CHECK(status_of(head) == "200");
  CHECK(contains(head, "Content-Length: 6\r\n"));
  wire.send(get("/page"));
  CHECK(body_of(wire.read_response()) == "/page\n");
  CHECK(status_of(ask(served, "HEAD /echo HTTP/1.1\r\nHost: b\r\n\r\n")) == "405");
}

TEST_CASE("an answer without content says no length") {
  Served served;
  auto wire = Wire::to(served.port);
  wire.send(get("/empty"));
  const auto response = wire.read_response();
  CHECK(status_of(response) == "204");
  CHECK_FALSE(contains(response, "Content-Length"));
}

TEST_CASE("a handler that throws gives a plain 500 and tells only the report why") {
  auto made = options();
  std::mutex mutex;
  std::vector<std::string> reports;
  made.report = [&](const std::string& report) {
    const std::lock_guard lock(mutex);
    reports.push_back(report);
  };
  Served served(std::move(made));
  for (const auto* path : {"/throws", "/odd", "/nothing"}) {
    CAPTURE(path);
    const auto response = ask(served, get(path));
    CHECK(status_of(response) == "500");
    CHECK_FALSE(contains(response, "secret"));
    CHECK_FALSE(contains(response, "EXCEPTION"));
  }
  served.web.stop();
  CHECK(reports ==
        std::vector<std::string>{"the handler of GET /throws threw: the secret",
                                 "the handler of GET /odd threw something that is no exception",
                                 "the handler of GET /nothing answered with status 0"});
}

TEST_CASE("a head over 16 KiB or over 64 lines is 431") {
  Served served;
  CHECK(status_of(ask(served, get("/page", "A: " + std::string(17'000, 'x') + "\r\n"))) == "431");
  CHECK(status_of(ask(served, get("/page?" + std::string(17'000, 'x')))) == "431");
  CHECK(status_of(ask(served, std::string(17'000, '\n'))) == "400");
  CHECK(status_of(ask(served, std::string(17'000, 'x'))) == "431");
  CHECK(status_of(ask(served, get("/page?" + std::string(9'000, 'x')))) == "200");
  std::string lines;
  for (int i = 0; i < 64; ++i) lines += "A: b\r\n";
  CHECK(status_of(ask(served, get("/page", lines))) == "431");
  // The answer arrives though a megabyte is still on its way.
  CHECK(status_of(ask(served, get("/page", "A: " + std::string(900'000, 'x') + "\r\n"))) == "431");
}

TEST_CASE("a body over the cap of its route is 413, before it is sent and after") {
  Served served;
  auto announced = Wire::to(served.port);
  announced.send("POST /small HTTP/1.1\r\nHost: b\r\nContent-Length: 11\r\n\r\n");
  CHECK(status_of(announced.read_response()) == "413");
  CHECK(announced.closed_within(milliseconds(3000)));
  CHECK(status_of(ask(served, post("/small", std::string(500'000, 'x')))) == "413");
  CHECK(status_of(ask(served, post("/small", "0123456789"))) == "200");
  CHECK(status_of(ask(served, get("/page", "Content-Length: 1\r\n"))) == "413");
  CHECK(status_of(ask(served,
                      "POST /small HTTP/1.1\r\nHost: b\r\n"
                      "Content-Length: 18446744073709551615\r\n\r\n")) == "413");
}

TEST_CASE("what could hide a second request is refused and the connection closed") {
  Served served;
  const std::string start = "POST /echo HTTP/1.1\r\nHost: b\r\n";
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"411", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"400", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
      {"400", "Content-Length: 5\r\nContent-Length: 5\r\n\r\n12345"},
      {"415", "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n12345"},
      {"417", "Expect: wonders\r\nContent-Length: 5\r\n\r\n12345"},
      {"400", "A: b\nC: d\r\n\r\n"},
  };
  for (const auto& [status, rest] : rows) {
    CAPTURE(rest);
    auto wire = Wire::to(served.port);
    wire.send(start + rest + get("/page"));
    const auto response = wire.read_to_end();
    CHECK(status_of(response) == status);
    CHECK(contains(response, "Connection: close\r\n"));
    CHECK_FALSE(contains(response, "/page"));
  }
}

TEST_CASE("a Range is ignored") {
  Served served;
  std::string many = "Range: bytes=0-0";
  for (int i = 0; i < 1000; ++i) many += ",0-0";
  const auto response = ask(served, get("/page", many + "\r\nAccept-Encoding: gzip\r\n"));
  CHECK(status_of(response) == "200");
  CHECK(body_of(response) == "/page\n");
}

TEST_CASE("a client that waits for 100 Continue gets it, unless the body is too long") {
  Served served;
  const std::string expect = "Host: b\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n";
  auto wire = Wire::to(served.port);
  wire.send("POST /echo HTTP/1.1\r\n" + expect);
  CHECK(wire.read_head() == "HTTP/1.1 100 Continue\r\n\r\n");
  wire.send("hello world");
  CHECK(body_of(wire.read_response()) == "/echo\nhello world");
  CHECK(status_of(ask(served, "POST /small HTTP/1.1\r\n" + expect)) == "413");
}

TEST_CASE("many requests go over one connection") {
  Served served;
  auto wire = Wire::to(served.port);
  for (int i = 0; i < 300; ++i) {
    const auto body = std::to_string(i);
    wire.send(post("/echo", body));
    REQUIRE(body_of(wire.read_response()) == "/echo\n" + body);
  }
  wire.send(get("/page", "Connection: close\r\n"));
  CHECK(contains(wire.read_response(), "Connection: close\r\n"));
  CHECK(wire.closed_within(milliseconds(3000)));
}

TEST_CASE("pipelined requests are answered in their order") {
  Served served;
  auto wire = Wire::to(served.port);
  std::string requests;
  for (int i = 0; i < 50; ++i) requests += post("/echo", std::to_string(i)) + "\r\n";
  wire.send(requests);
  for (int i = 0; i < 50; ++i)
    REQUIRE(body_of(wire.read_response()) == "/echo\n" + std::to_string(i));
}

TEST_CASE("HTTP/1.0 is answered and closed") {
  Served served;
  auto wire = Wire::to(served.port);
  wire.send("GET /page HTTP/1.0\r\n\r\n");
  CHECK(body_of(wire.read_to_end()) == "/page\n");
}

}  // namespace kindbank::bot
