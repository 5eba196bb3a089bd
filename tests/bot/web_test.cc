#include "bot/web.h"

#include <dirent.h>
#include <sys/socket.h>

#include <catch2/catch.hpp>
#include <future>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bot/raw_socket.h"

namespace kindbank::bot {
namespace {

using adapters::HttpRequest;
using adapters::HttpResponse;
using Clock = std::chrono::steady_clock;

HttpResponse text(std::string body) { return {200, {{"Content-Type", "text/plain"}}, body}; }

HttpResponse echo(const HttpRequest& request) { return text(request.target + "\n" + request.body); }

// A handler that holds its worker until the test lets go.
class Gatekeeper {
 public:
  ~Gatekeeper() { open(); }
  HttpResponse hold(const HttpRequest&) {
    arrived_.release_one();
    opened_.wait();
    return text("held");
  }
  void await_arrival() { arrived_.take_one(); }
  void open() {
    if (!std::exchange(open_, true)) promise_.set_value();
  }

 private:
  struct Count {
    std::mutex mutex;
    std::condition_variable changed;
    int count = 0;
    void release_one() {
      const std::lock_guard lock(mutex);
      ++count;
      changed.notify_one();
    }
    void take_one() {
      std::unique_lock lock(mutex);
      REQUIRE(changed.wait_for(lock, std::chrono::seconds(10), [this] { return count > 0; }));
      --count;
    }
  };
  Count arrived_;
  bool open_ = false;
  std::promise<void> promise_;
  std::shared_future<void> opened_ = promise_.get_future().share();
};

WebOptions options() {
  WebOptions made;
  made.workers = 4;
  made.routes = {
      {"POST", "/echo", 64 * 1024, echo},
      {"POST", "/small", 10, echo},
      {"GET", "/page", 0, echo},
      {"POST", "/hooks/*", 1024, echo},
      {"POST", "/hooks/sms/status", 1024, [](const HttpRequest&) { return text("status"); }},
      {"GET", "/throws", 0,
       [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("the secret"); }},
      {"GET", "/odd", 0, [](const HttpRequest&) -> HttpResponse { throw 42; }},
      {"GET", "/nothing", 0, [](const HttpRequest&) { return HttpResponse{}; }},
      {"GET", "/empty", 0,
       [](const HttpRequest&) {
         return HttpResponse{204, {}, ""};
       }},
      {"GET", "/headers", 0,
       [](const HttpRequest& request) {
         return HttpResponse{201,
                             {{"Set-Cookie", "a=1"},
                              {"Set-Cookie", "b=2"},
                              {"Content-Length", "7"},
                              {"Transfer-Encoding", "chunked"},
                              {"X-Split", "a\r\nX-Injected: b"}},
                             adapters::header(request.headers, "x-signature").value_or("none")};
       }},
      {"GET", "/large", 0,
       [](const HttpRequest&) { return text(std::string(8 * 1024 * 1024, 'x')); }},
  };
  return made;
}

struct Served {
  Web web;
  int port;
  explicit Served(WebOptions made = options())
      : web(std::move(made)), port(web.listen("127.0.0.1", 0).value()) {}
};

std::string post(const std::string& path, const std::string& body, const std::string& lines = "") {
  return "POST " + path + " HTTP/1.1\r\nHost: bank\r\n" + lines +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string get(const std::string& path, const std::string& lines = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: bank\r\n" + lines + "\r\n";
}

std::string status_of(const std::string& response) {
  return response.size() < 12 ? response : response.substr(9, 3);
}

std::string body_of(const std::string& response) {
  const auto at = response.find("\r\n\r\n");
  return at == std::string::npos ? "" : response.substr(at + 4);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// What one request on a connection of its own is answered.
std::string ask(const Served& served, const std::string& request) {
  auto wire = Wire::to(served.port);
  wire.send(request);
  return wire.read_response();
}

milliseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<milliseconds>(Clock::now() - start);
}

}  // namespace

TEST_CASE("the raw target and the raw body reach the handler") {
  Served served;
  const std::string target = "/hooks/sms?a=1&a=%zz&b=%2Fx+y?z";
  const std::string bytes("\0\xff\xfe a=%4 \r\n\r\n&b", 16);
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

TEST_CASE("a client that sends a byte now and then is dropped at the deadline") {
  auto made = options();
  made.workers = 2;
  made.deadline = milliseconds(800);
  Served served(std::move(made));
  const std::string request =
      GENERATE(get("/page?" + std::string(500, 'x')), post("/echo", std::string(500, 'x')));
  auto slow = Wire::to(served.port);
  const auto start = Clock::now();
  std::string answer;
  for (std::size_t i = 0; i < request.size() && answer.empty(); ++i) {
    slow.send(request.substr(i, 1));
    answer = slow.read_some(milliseconds(20));  // the pause between two bytes
    if (i % 8 == 0) {
      const auto other = Clock::now();
      REQUIRE(status_of(ask(served, get("/page"))) == "200");
      REQUIRE(since(other) < milliseconds(700));
    }
    REQUIRE(since(start) < milliseconds(5000));
  }
  CHECK(status_of(answer) == "408");
  CHECK(since(start) >= milliseconds(800));
  CHECK(slow.closed_within(milliseconds(3000)));
}

TEST_CASE("a client that does not read its answer is dropped at the deadline") {
  auto made = options();
  made.workers = 1;
  made.deadline = milliseconds(300);
  Served served(std::move(made));
  auto deaf = Wire::to(served.port);
  deaf.send(get("/large"));
  REQUIRE_FALSE(deaf.read_some().empty());
  CHECK(status_of(ask(served, get("/page"))) == "200");
}

TEST_CASE("a silent connection is closed after the idle time") {
  auto made = options();
  made.idle = milliseconds(200);
  Served served(std::move(made));
  auto fresh = Wire::to(served.port);
  auto used = Wire::to(served.port);
  used.send(get("/page"));
  CHECK_FALSE(contains(used.read_response(), "Connection: close"));
  CHECK(fresh.closed_within(milliseconds(3000)));
  CHECK(used.closed_within(milliseconds(3000)));
}

TEST_CASE("idle connections give way to new ones") {
  auto made = options();
  made.workers = 3;
  made.idle = std::chrono::seconds(60);
  Served served(std::move(made));
  std::vector<Wire> idle;
  for (int i = 0; i < 6; ++i) {
    idle.push_back(Wire::to(served.port));
    if (i < 3) continue;  // more than there are workers: each makes one of the silent ones leave
    const auto start = Clock::now();
    idle.back().send(get("/page"));
    REQUIRE(status_of(idle.back().read_response()) == "200");
    CHECK(since(start) < milliseconds(2000));
  }
  for (std::size_t i = 0; i < 3; ++i) {  // which may be about to speak
    CHECK(status_of(idle.at(i).read_response()) == "503");
    CHECK(idle.at(i).closed_within(milliseconds(3000)));
  }
}

TEST_CASE("an answer says that the connection ends when somebody waits for its worker") {
  Gatekeeper gate;
  auto made = options();
  made.workers = 1;
  made.queue = 1;
  made.routes.push_back({"GET", "/hold", 0, [&](const HttpRequest& r) { return gate.hold(r); }});
  Served served(std::move(made));
  auto first = Wire::to(served.port);
  first.send(get("/hold"));
  gate.await_arrival();
  auto second = Wire::to(served.port);
  second.send(get("/page"));
  // The queue holds one: whoever is refused knows that the second is in it.
  CHECK(status_of(ask(served, get("/page"))) == "503");
  gate.open();
  CHECK(contains(first.read_response(), "Connection: close\r\n"));
  CHECK(status_of(second.read_response()) == "200");
}

TEST_CASE("one connection too many is told 503 and when to come again, at once") {
  Gatekeeper gate;
  auto made = options();
  made.workers = 1;
  made.queue = 1;
  made.routes.push_back({"GET", "/hold", 0, [&](const HttpRequest& r) { return gate.hold(r); }});
  Served served(std::move(made));
  auto served_now = Wire::to(served.port);
  served_now.send(get("/hold"));
  gate.await_arrival();
  auto queued = Wire::to(served.port);
  queued.send(get("/page"));
  for (int i = 0; i < 20; ++i) {
    const auto start = Clock::now();
    auto refused = Wire::to(served.port);
    refused.send(post("/echo", std::string(100'000, 'x')));
    const auto response = refused.read_response();
    CHECK(status_of(response) == "503");
    CHECK(contains(response, "Retry-After: 2\r\n"));
    CHECK(body_of(response) == "Too busy just now; please come again.\n");
    CHECK(since(start) < milliseconds(1000));
  }
  gate.open();
  CHECK(status_of(served_now.read_response()) == "200");
  CHECK(status_of(queued.read_response()) == "200");
}

TEST_CASE("stopping finishes the requests in flight and takes no new ones") {
  Gatekeeper gate;
  auto made = options();
  made.workers = 2;
  made.routes.push_back({"GET", "/hold", 0, [&](const HttpRequest& r) { return gate.hold(r); }});
  Served served(std::move(made));
  auto idle = Wire::to(served.port);
  idle.send(get("/page"));
  REQUIRE(status_of(idle.read_response()) == "200");
  auto busy = Wire::to(served.port);
  busy.send(get("/hold"));
  gate.await_arrival();

  auto stopped = std::async(std::launch::async, [&] { served.web.stop(); });
  CHECK(idle.closed_within(milliseconds(3000)));
  CHECK_THROWS(Wire::to(served.port));
  CHECK(stopped.wait_for(milliseconds(0)) == std::future_status::timeout);
  gate.open();
  CHECK(contains(busy.read_response(), "held"));
  CHECK(stopped.wait_for(std::chrono::seconds(5)) == std::future_status::ready);
  served.web.stop();
}

TEST_CASE("stopping does not wait long for a client that dawdles") {
  auto made = options();
  made.deadline = std::chrono::seconds(60);
  Served served(std::move(made));
  auto slow = Wire::to(served.port);
  slow.send("POST /echo HTTP/1.1\r\nHost: b\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  REQUIRE(contains(slow.read_head(), "100 Continue"));
  const auto start = Clock::now();
  served.web.stop();
  CHECK(since(start) < milliseconds(4000));
  CHECK(status_of(slow.read_response()) == "408");
}

TEST_CASE("a front that never listened can be stopped") {
  Web web(options());
  web.stop();
}

TEST_CASE("a port that is taken is refused with a sentence") {
  Served served;
  Web second(options());
  const auto port = second.listen("127.0.0.1", served.port);
  REQUIRE_FALSE(port);
  CHECK(port.error().message ==
        "cannot listen on 127.0.0.1:" + std::to_string(served.port) + ": Address already in use");
  CHECK_FALSE(Web(options()).listen("not-a-host.invalid", 0));
}

TEST_CASE("the front listens again when accepting fails") {
  Served served;
  REQUIRE(status_of(ask(served, get("/page"))) == "200");
  auto* folder = ::opendir("/proc/self/fd");
  REQUIRE(folder != nullptr);
  while (const auto* entry = ::readdir(folder)) {
    int listening = 0;
    socklen_t size = sizeof(listening);
    const int descriptor = std::atoi(static_cast<const char*>(entry->d_name));
    ::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size);
    if (listening != 0) ::shutdown(descriptor, SHUT_RDWR);
  }
  ::closedir(folder);
  std::string response;
  const auto start = Clock::now();
  while (response.empty() && since(start) < milliseconds(5000)) {
    try {
      response = ask(served, get("/page"));
    } catch (const std::runtime_error&) {
      // Not listening yet.
    }
  }
  CHECK(status_of(response) == "200");
}

TEST_CASE("every one of many clients at once is answered") {
  auto made = options();
  made.workers = 8;
  made.queue = 64;
  Served served(std::move(made));
  std::vector<std::future<int>> clients;
  for (int client = 0; client < 16; ++client)
    clients.push_back(std::async(std::launch::async, [&] {
      int good = 0;
      for (int i = 0; i < 50; ++i)
        good += body_of(ask(served, post("/echo", "hello"))) == "/echo\nhello" ? 1 : 0;
      return good;
    }));
  for (auto& client : clients) CHECK(client.get() == 50);
}

}  // namespace kindbank::bot
