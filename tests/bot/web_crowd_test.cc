// How the front stands a crowd, slow and silent clients, and its own end.
#include <dirent.h>
#include <sys/socket.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <string>
#include <vector>

#include "bot/web.h"
#include "tests/bot/served.h"

namespace kindbank::bot {
namespace {

using Steady = std::chrono::steady_clock;

// The only worker is held, and one connection fills the queue behind it.
struct FullHouse {
  FullHouse() {
    // Whoever is refused knows that the other is in the queue.
    CHECK(status_of(ask(served, get("/page"))) == "503");
  }
  ~FullHouse() { gate.open(); }
  // An idle connection would give way: the second comes once the worker is held.
  Wire behind_the_first() {
    served_now.send(get("/hold"));
    gate.await_arrival();
    auto second = Wire::to(served.port);
    second.send(get("/page"));
    return second;
  }
  WebOptions one_worker() {
    auto made = options();
    made.workers = 1;
    made.queue = 1;
    made.routes.push_back(
        {"GET", "/hold", 0, [this](const adapters::HttpRequest& r) { return gate.hold(r); }});
    made.on_turned_away = [this] { ++turned_away; };
    return made;
  }

  std::atomic<int> turned_away{0};
  Gatekeeper gate;
  Served served{one_worker()};
  Wire served_now = Wire::to(served.port);
  Wire queued = behind_the_first();
};

}  // namespace

TEST_CASE("a client that sends a byte now and then is dropped at the deadline") {
  auto made = options();
  made.workers = 2;
  made.deadline = milliseconds(800);
  Served served(std::move(made));
  const std::string request =
      GENERATE(get("/page?" + std::string(500, 'x')), post("/echo", std::string(500, 'x')));
  auto slow = Wire::to(served.port);
  const auto start = Steady::now();
  std::string answer;
  for (std::size_t i = 0; i < request.size() && answer.empty(); ++i) {
    slow.send(request.substr(i, 1));
    answer = slow.read_some(milliseconds(20));  // the pause between two bytes
    if (i % 8 == 0) {
      const auto other = Steady::now();
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
  std::atomic<int> turned_away{0};
  made.on_turned_away = [&] { ++turned_away; };
  Served served(std::move(made));
  std::vector<Wire> idle;
  for (int i = 0; i < 6; ++i) {
    idle.push_back(Wire::to(served.port));
    if (i < 3) continue;  // more than there are workers: each makes one of the silent ones leave
    const auto start = Steady::now();
    idle.back().send(get("/page"));
    REQUIRE(status_of(idle.back().read_response()) == "200");
    CHECK(since(start) < milliseconds(2000));
  }
  for (std::size_t i = 0; i < 3; ++i) {  // which may be about to speak
    CHECK(status_of(idle.at(i).read_response()) == "503");
    CHECK(idle.at(i).closed_within(milliseconds(3000)));
  }
  CHECK(turned_away == 3);
}

TEST_CASE("an answer says that the connection ends when somebody waits for its worker") {
  FullHouse house;
  house.gate.open();
  CHECK(contains(house.served_now.read_response(), "Connection: close\r\n"));
  CHECK(status_of(house.queued.read_response()) == "200");
}

TEST_CASE("one connection too many is told 503 and when to come again, at once, and counted") {
  FullHouse house;
  for (int i = 0; i < 20; ++i) {
    const auto start = Steady::now();
    auto refused = Wire::to(house.served.port);
    refused.send(post("/echo", std::string(100'000, 'x')));
    const auto response = refused.read_response();
    CHECK(status_of(response) == "503");
    CHECK(contains(response, "Retry-After: 2\r\n"));
    CHECK(body_of(response) == "Too busy just now; please come again.\n");
    CHECK(since(start) < milliseconds(1000));
  }
  CHECK(house.turned_away == 21);
  house.gate.open();
  CHECK(status_of(house.served_now.read_response()) == "200");
  CHECK(status_of(house.queued.read_response()) == "200");
}

TEST_CASE("stopping finishes the requests in flight and takes no new ones") {
  Gatekeeper gate;
  auto made = options();
  made.workers = 2;
  made.routes.push_back(
      {"GET", "/hold", 0, [&](const adapters::HttpRequest& r) { return gate.hold(r); }});
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
  const auto start = Steady::now();
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
  const auto start = Steady::now();
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
