#include "bot/fetch.h"

#include <netdb.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <string>
#include <vector>

#include "bot/web.h"
#include "tests/bot/raw_socket.h"

namespace kindbank::bot {
namespace {

using adapters::HttpReply;
using adapters::HttpRequest;
using adapters::HttpResponse;
using adapters::NoAnswer;
using Steady = std::chrono::steady_clock;
using Written = NoAnswer::Written;

constexpr auto ok_answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

FetchOptions patient() {
  FetchOptions options;
  options.reach = FetchOptions::Reach::loopback_only;
  return options;
}

// For where nothing answers.
FetchOptions quick() {
  auto options = patient();
  options.deadline = milliseconds(400);
  options.connect = milliseconds(300);
  return options;
}

HttpRequest post_to(const std::string& url, const std::string& body = "a=b") {
  return {"POST", url, {{"Content-Type", "text/plain"}}, body};
}

Written written(const HttpReply& reply) {
  REQUIRE(std::holds_alternative<NoAnswer>(reply));
  CHECK_FALSE(std::get<NoAnswer>(reply).why.empty());
  return std::get<NoAnswer>(reply).written;
}

HttpResponse response(const HttpReply& reply) {
  if (const auto* none = std::get_if<NoAnswer>(&reply)) FAIL(none->why);
  return std::get<HttpResponse>(reply);
}

// What the scripts of a server saw.
class Seen {
 public:
  void add(std::string bytes) {
    const std::lock_guard lock(mutex_);
    if (!bytes.empty()) all_.push_back(std::move(bytes));
  }
  std::vector<std::string> all() {
    const std::lock_guard lock(mutex_);
    return all_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> all_;
};

// Reads one request whose body ends in "!".
std::string read_request(Wire& wire) { return wire.read_until("!"); }

std::string free_port_url() {
  const RawServer server([](Wire&) {});
  return server.url();
}

}  // namespace

TEST_CASE("a request and its answer cross whole") {
  Web web({{{"PUT", "/*", 100'000, [](const HttpRequest& request) {
               auto body = request.method + " " + request.target + "\n" +
                           adapters::header(request.headers, "x-one").value_or("none") + "\n" +
                           adapters::header(request.headers, "x-none").value_or("none") + "\n" +
                           adapters::header(request.headers, "content-type").value_or("none") +
                           "\n" + request.body;
               return HttpResponse{418, {{"X-Two", "2"}, {"X-Two", "3"}}, body};
             }}}});
  const auto url = "http://127.0.0.1:" + std::to_string(web.listen("127.0.0.1", 0).value());
  Fetch fetch(patient());
  const std::string body("\0\xff\r\n%41", 7);
  for (int i = 0; i < 3; ++i) {
    const auto got =
        response(fetch.send({"PUT", url + "/a%20b?c=d", {{"X-One", "1"}, {"X-None", ""}}, body}));
    CHECK(got.status == 418);
    CHECK(got.body == "PUT /a%20b?c=d\n1\n\nnone\n" + body);
    CHECK(adapters::header(got.headers, "x-two") == "2");
    CHECK(std::count(got.headers.begin(), got.headers.end(),
                     std::pair<std::string, std::string>("X-Two", "3")) == 1);
  }
  CHECK(response(fetch.send({"PUT", url + "/x", {}, std::string(90'000, 'x')})).status == 418);
  CHECK(response(fetch.send({"GET", url + "/x", {}, ""})).status == 405);
  CHECK(response(fetch.send({"HEAD", url + "/x", {}, ""})).status == 405);
  CHECK(response(fetch.send({"DELETE", url + "/x", {}, ""})).status == 405);
}

TEST_CASE("a connection is kept between requests") {
  std::atomic<int> connections = 0;
  RawServer server([&](Wire& wire) {
    ++connections;
    while (!read_request(wire).empty()) wire.send(ok_answer);
  });
  {
    Fetch fetch(patient());
    for (int i = 0; i < 5; ++i)
      CHECK(response(fetch.send(post_to(server.url(), "hi!"))).body == "ok");
  }
  CHECK(connections == 1);
}

TEST_CASE("nothing was written where no connection could be made") {
  Fetch fetch(patient());
  CHECK(written(fetch.send(post_to(free_port_url()))) == Written::no);
  CHECK(written(fetch.send(post_to("http://not-a-host.invalid/"))) == Written::no);
  CHECK(written(fetch.send(post_to("not a url"))) == Written::no);
  CHECK(written(fetch.send(post_to("ftp://127.0.0.1/"))) == Written::no);
  CHECK(written(fetch.send(post_to("file:///etc/hostname"))) == Written::no);
}

TEST_CASE("nothing was written where TLS could not be agreed") {
  RawServer garbage([](Wire& wire) {
    wire.read_some();
    wire.send("this is not TLS");
  });
  RawServer mute([](Wire& wire) { wire.read_to_end(); });
  Fetch fetch(quick());
  for (const auto* server : {&garbage, &mute}) {
    const auto url = "https" + server->url().substr(4);
    CHECK(written(fetch.send(post_to(url))) == Written::no);
  }
}

TEST_CASE("a request with a line break in its head is not sent") {
  const RawServer server([](Wire& wire) { wire.send(ok_answer); });
  Fetch fetch(patient());
  CHECK(written(fetch.send({"POST", server.url(), {{"A", "b\r\nC: d"}}, ""})) == Written::no);
  CHECK(written(fetch.send({"POST", server.url(), {{"A\nB", "c"}}, ""})) == Written::no);
  CHECK(written(fetch.send({"P\r\nX", server.url(), {}, ""})) == Written::no);
  CHECK(written(fetch.send({"", server.url(), {}, ""})) == Written::no);
}

TEST_CASE("a server that takes the request and hangs may have acted on it") {
  RawServer server([](Wire& wire) { wire.read_to_end(); });
  Fetch fetch(quick());
  const auto start = Steady::now();
  CHECK(written(fetch.send(post_to(server.url()))) == Written::maybe);
  CHECK(Steady::now() - start < milliseconds(2000));
}

TEST_CASE("a connection that dies after the request was read leaves it unknown") {
  RawServer resetting([](Wire& wire) {
    read_request(wire);
    wire.reset();
  });
  RawServer closing([](Wire& wire) { read_request(wire); });
  RawServer partial([](Wire& wire) {
    read_request(wire);
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
  });
  RawServer babbling([](Wire& wire) {
    read_request(wire);
    wire.send("hello, I am no web server\r\n\r\n");
  });
  Fetch fetch(patient());
  for (const auto* server : {&resetting, &closing, &partial, &babbling})
    CHECK(written(fetch.send(post_to(server->url(), "hi!"))) == Written::maybe);
}

TEST_CASE("a request is never repeated when a kept connection dies") {
  Seen seen;
  {
    RawServer server([&](Wire& wire) {
      seen.add(read_request(wire));
      wire.send(ok_answer);
      seen.add(read_request(wire));
    });
    Fetch fetch(patient());
    CHECK(response(fetch.send(post_to(server.url(), "one!"))).status == 200);
    CHECK(written(fetch.send(post_to(server.url(), "two!"))) == Written::maybe);
  }
  REQUIRE(seen.all().size() == 2);
  CHECK(seen.all()[1].ends_with("two!"));
}

TEST_CASE("a request without a body is not repeated either") {
  Seen seen;
  {
    RawServer server([&](Wire& wire) {
      for (auto head = wire.read_head(); !head.empty(); head = wire.read_head()) {
        seen.add(head.substr(0, 6));
        if (head.starts_with("DELETE")) return;
        wire.send(ok_answer);
      }
    });
    Fetch fetch(patient());
    CHECK(response(fetch.send({"GET", server.url(), {}, ""})).status == 200);
    CHECK(written(fetch.send({"DELETE", server.url(), {}, ""})) == Written::maybe);
  }
  CHECK(seen.all() == std::vector<std::string>{"GET / ", "DELETE"});
}

TEST_CASE("a server that drips is bounded by the whole deadline") {
  RawServer server([](Wire& wire) {
    read_request(wire);
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    while (wire.send("x") && !wire.closed_within(milliseconds(10))) {
    }
  });
  Fetch fetch(quick());
  const auto start = Steady::now();
  CHECK(written(fetch.send(post_to(server.url(), "hi!"))) == Written::maybe);
  CHECK(Steady::now() - start < milliseconds(2000));
}

TEST_CASE("an answer over the cap is refused") {
  RawServer body([](Wire& wire) {
    read_request(wire);
    wire.send("HTTP/1.1 200 OK\r\n\r\n");
    while (wire.send(std::string(65'536, 'x'))) {
    }
  });
  RawServer head([](Wire& wire) {
    read_request(wire);
    wire.send("HTTP/1.1 200 OK\r\n");
    while (wire.send("A: " + std::string(1000, 'x') + "\r\n")) {
    }
  });
  Fetch fetch(patient());
  for (const auto* server : {&body, &head}) {
    const auto reply = fetch.send(post_to(server->url(), "hi!"));
    CHECK(written(reply) == Written::maybe);
    CHECK(std::get<NoAnswer>(reply).why == "The answer is longer than is taken here.");
  }
}

TEST_CASE("a redirect is not followed") {
  std::atomic<int> connections = 0;
  RawServer server([&](Wire& wire) {
    ++connections;
    read_request(wire);
    wire.send("HTTP/1.1 307 Go\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
  });
  Fetch fetch(patient());
  const auto got = response(fetch.send(post_to(server.url(), "hi!")));
  CHECK(got.status == 307);
  CHECK(adapters::header(got.headers, "location") == "/elsewhere");
  CHECK(connections == 1);
}

TEST_CASE("an interim answer is not the answer") {
  RawServer server([](Wire& wire) {
    read_request(wire);
    wire.send(
        "HTTP/1.1 103 Early Hints\r\nA: 1\r\n\r\nHTTP/1.1 200 OK\r\nB:  2 \r\n"
        "Content-Length: 0\r\n\r\n");
  });
  Fetch fetch(patient());
  const auto got = response(fetch.send(post_to(server.url(), "hi!")));
  CHECK(got.status == 200);
  CHECK(got.headers == adapters::Headers{{"B", "2"}, {"Content-Length", "0"}});
}

TEST_CASE("only loopback addresses are reached where nothing else may be") {
  Fetch fetch(patient());
  const std::string why = "The host is not a loopback address, and no other may be reached.";
  for (const auto* host : {"192.0.2.1", "0xC0000201", "3221225985", "[2001:db8::1]", "0.0.0.0",
                           "[::]", "[::ffff:192.0.2.1]"}) {
    CAPTURE(host);
    const auto start = Steady::now();
    const auto reply = fetch.send(post_to(std::string("http://") + host + ":9/"));
    CHECK(written(reply) == Written::no);
    CHECK(std::get<NoAnswer>(reply).why == why);
    CHECK(Steady::now() - start < milliseconds(2000));  // no connection was tried
  }
  RawServer server([](Wire& wire) {
    read_request(wire);
    wire.send(ok_answer);
  });
  const auto port = std::to_string(server.port());
  for (const auto* host : {"127.0.0.1", "127.1.2.3", "localhost", "[::ffff:127.0.0.1]"}) {
    CAPTURE(host);
    const auto reply = fetch.send(post_to(std::string("http://") + host + ":" + port + "/", "hi!"));
    if (const auto* none = std::get_if<NoAnswer>(&reply)) CHECK(none->why != why);
  }
}

TEST_CASE("a name is judged by what it resolves to") {
  // The machine's own name is the one that resolves without asking the network.
  std::array<char, 256> name{};
  REQUIRE(::gethostname(name.data(), name.size() - 1) == 0);
  addrinfo* found = nullptr;
  if (::getaddrinfo(name.data(), nullptr, nullptr, &found) != 0) return;
  bool loopback = false;
  for (const auto* each = found; each != nullptr; each = each->ai_next) {
    if (each->ai_family == AF_INET)
      loopback |=
          ntohl(reinterpret_cast<sockaddr_in*>(each->ai_addr)->sin_addr.s_addr) >> 24 == 127;
    if (each->ai_family == AF_INET6)
      loopback |=
          IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<sockaddr_in6*>(each->ai_addr)->sin6_addr) != 0;
  }
  ::freeaddrinfo(found);
  if (loopback) return;
  Fetch fetch(patient());
  const auto reply = fetch.send(post_to(std::string("http://") + name.data() + ":9/"));
  CHECK(written(reply) == Written::no);
  CHECK(std::get<NoAnswer>(reply).why ==
        "The host is not a loopback address, and no other may be reached.");
}

}  // namespace kindbank::bot
