// Outbound HTTP: one request out, one answer back, or the reason why none came. Everything is
// bounded (time, redirects, size), TLS is always verified, and a request that may have been acted
// upon is never sent a second time behind the caller's back. One instance keeps its connections
// open between requests and is used by one thread.
#pragma once

#include <cstddef>
#include <memory>

#include "adapters/http.h"
#include "dialog/time.h"

namespace kindbank::bot {

struct FetchOptions {
  Duration deadline = std::chrono::seconds(20);  // for the whole exchange
  Duration connect = std::chrono::seconds(5);    // of it, until the connection stands, TLS included
  std::size_t body_cap = 4 * 1024 * 1024;        // of the answer
  // loopback_only judges the address a name resolved to, not the name, before a socket is opened;
  // it is for tests and for when the clock is movable. It ignores proxies.
  enum class Reach { anywhere, loopback_only } reach = Reach::anywhere;
};

class Fetch {
 public:
  explicit Fetch(FetchOptions options = {});
  ~Fetch();
  Fetch(const Fetch&) = delete;
  Fetch& operator=(const Fetch&) = delete;

  // The target is a whole http: or https: URL; a redirect is an answer like any other. NoAnswer
  // says Written::no where no connection stood (name, refusal, TLS, connect timeout) and
  // Written::maybe once the request may have left. Its sentence never holds the URL, which may hold
  // a secret. An e-mail (adapters/http.h) leaves under TLS or not at all, but for a relay on this
  // machine; the status is the mail server's last code.
  adapters::HttpReply send(const adapters::HttpRequest& request);

  // From any thread: what is under way, and all that follows, ends within `left` and the second
  // that libcurl may take to notice. For a stop that must not wait for a peer that hangs.
  void end_within(Duration left);

 private:
  class Line;
  std::unique_ptr<Line> line_;
};

}  // namespace kindbank::bot
