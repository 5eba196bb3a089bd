// A front to ask, and what it serves, for the tests of the web.
#pragma once

#include <condition_variable>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include "bot/web.h"
#include "tests/bot/contains.h"
#include "tests/bot/raw_socket.h"

namespace kindbank::bot {

inline adapters::HttpResponse text(const std::string& body) {
  return {200, {{"Content-Type", "text/plain"}}, body};
}

inline adapters::HttpResponse echo(const adapters::HttpRequest& request) {
  return text(request.target + "\n" + request.body);
}

// A handler that holds its worker until the test lets go.
class Gatekeeper {
 public:
  ~Gatekeeper() { open(); }
  adapters::HttpResponse hold(const adapters::HttpRequest&) {
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

inline WebOptions options() {
  using adapters::HttpRequest;
  using adapters::HttpResponse;
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

inline std::string post(const std::string& path, const std::string& body,
                        const std::string& lines = "") {
  return "POST " + path + " HTTP/1.1\r\nHost: bank\r\n" + lines +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline std::string get(const std::string& path, const std::string& lines = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: bank\r\n" + lines + "\r\n";
}

inline std::string body_of(const std::string& response) {
  const auto at = response.find("\r\n\r\n");
  return at == std::string::npos ? "" : response.substr(at + 4);
}

// What one request on a connection of its own is answered.
inline std::string ask(const Served& served, const std::string& request) {
  auto wire = Wire::to(served.port);
  wire.send(request);
  return wire.read_response();
}

inline milliseconds since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
}

}  // namespace kindbank::bot
