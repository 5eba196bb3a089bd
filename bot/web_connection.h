// One accepted socket, read within budgets: so many bytes of head, the announced bytes of body, and
// one deadline for the whole request however slowly they drip. When the workers stop, a request
// that has begun gets two more seconds and an idle connection ends at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "adapters/http.h"
#include "bot/web_workers.h"
#include "dialog/time.h"

namespace kindbank::bot {

class Connection {
 public:
  // Owns the socket; the workers outlive it.
  Connection(int socket, Workers& workers);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Waits for the first byte of a request. False: the other end closed, nothing came within `idle`,
  // nothing came for a quarter of a second and somebody waits for a worker, or the workers stop.
  bool await_request(Duration idle);

  // From now on reading and writing must be done within `deadline`.
  void begin(Duration deadline);

  // The error is the whole answer: 431 too long, 408 too late, 400 ended early.
  tl::expected<std::string, adapters::HttpResponse> read_head();
  tl::expected<std::string, adapters::HttpResponse> read_body(std::size_t length);

  // False where the other end is gone or too slow.
  bool write(std::string_view bytes);

  // Something came that nobody read: close it through Linger.
  bool has_unread() const { return !buffer_.empty(); }
  bool stopping() const { return stopping_; }
  // It was silent while somebody waited for its worker.
  bool gave_way() const { return gave_way_; }
  // Hands the socket over to the caller.
  int release();

 private:
  enum class Came { bytes, end, late };
  Came receive(std::string& into, std::size_t most);
  bool wait(short events);

  int socket_;
  Workers& workers_;
  std::string buffer_;  // read from the socket, not yet asked for
  std::chrono::steady_clock::time_point deadline_;
  bool stopping_ = false;
  bool gave_way_ = false;
};

}  // namespace kindbank::bot
