// The web front: a listening socket, the threads behind it, and the routes it serves. It takes raw
// bytes within budgets and hands each handler the request exactly as it was on the wire, so that
// signatures can be checked. The public listener and the operations listener are two of these.
// Where every worker is taken and the queue is full, a newcomer is told 503 with Retry-After at
// once.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http.h"
#include "dialog/result.h"
#include "dialog/time.h"

namespace kindbank::bot {

struct Route {
  std::string method;
  std::string path;  // exact, or ending in "/*": whatever lies below. The longest match wins.
  std::size_t body_cap = 0;  // bytes; a longer body is answered 413 before it is read
  // Runs on a worker, many at once. A HEAD comes to a GET route as a GET, and its body is not sent.
  // What it throws is answered with a plain 500.
  std::function<adapters::HttpResponse(const adapters::HttpRequest&)> handle;
};

struct WebOptions {
  std::vector<Route> routes;
  int workers = 64;         // connections served at once
  std::size_t queue = 256;  // connections waiting for a worker
  Duration deadline =
      std::chrono::seconds(10);             // to read one whole request; again to write the answer
  Duration idle = std::chrono::seconds(5);  // how long a connection may be silent between requests
  // Told one sentence when a handler throws; called on workers.
  std::function<void(const std::string&)> report = [](const std::string&) {};
  // Somebody was told 503 before their request was read; called on workers and on the accepting
  // thread.
  std::function<void()> on_turned_away = [] {};
};

class Web {
 public:
  explicit Web(WebOptions options);
  ~Web();  // stops
  Web(const Web&) = delete;
  Web& operator=(const Web&) = delete;

  // Binds (port 0: any free one), starts to serve, and returns the port. Once only.
  Result<int> listen(const std::string& host, int port);

  // No new connections; requests that have begun are finished, within three seconds plus what their
  // handlers take; then every thread is joined. May be called again, from one thread at a time.
  void stop();

 private:
  class Front;
  std::unique_ptr<Front> front_;
};

}  // namespace kindbank::bot
