// Plain TCP on 127.0.0.1 for tests: bytes in, bytes out, nothing understood but where a response
// ends. Every read is bounded, so a test that fails fails soon.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace kindbank::bot {

using std::chrono::milliseconds;

class Wire {
 public:
  explicit Wire(int socket) : socket_(socket) {}
  static Wire to(int port);
  ~Wire();
  Wire(Wire&& other) noexcept;
  Wire& operator=(Wire&&) = delete;

  // False where the other end is gone.
  bool send(std::string_view bytes);
  void end_sending();
  // Closes at once and tells the other end with a reset.
  void reset();

  // What comes next, or "" where nothing came within the time or the other end closed.
  std::string read_some(milliseconds patience = milliseconds(5000));
  // Reads on until the marker was seen, or the end.
  std::string read_until(std::string_view marker);
  // One response with its body (none after a HEAD).
  std::string read_response();
  std::string read_head() { return read_until("\r\n\r\n"); }
  std::string read_to_end();
  int socket() const { return socket_; }
  // The other end has closed; what was still to be read is thrown away.
  bool closed_within(milliseconds patience);

 private:
  int socket_;
  std::string buffer_;  // read, not yet handed out
  bool ended_ = false;
};

// Of a whole response: "200".
inline std::string status_of(const std::string& response) {
  return response.size() < 12 ? response : response.substr(9, 3);
}

// Serves each connection with a script on a thread of its own. Destroy the clients first: it waits
// for every script to end.
class RawServer {
 public:
  explicit RawServer(std::function<void(Wire&)> script);
  ~RawServer();
  int port() const { return port_; }
  std::string url(const std::string& path = "/") const;

 private:
  int listening_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace kindbank::bot
