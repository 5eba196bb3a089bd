#include "bot/web_connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "bot/web_head.h"

namespace kindbank::bot {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::seconds grace{2};  // for a request that has begun when the workers stop
// A client is given this long to begin before its silence makes way for somebody else.
constexpr std::chrono::milliseconds courtesy{250};
constexpr std::size_t gulp = 16 * 1024;

int millis_until(SteadyClock::time_point time) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(time - SteadyClock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000));
}

auto refuse_head(int status, std::string text) {
  return tl::make_unexpected(plain(status, std::move(text)));
}

}  // namespace

Connection::Connection(int socket, Workers& workers) : socket_(socket), workers_(workers) {}

Connection::~Connection() {
  if (socket_ >= 0) ::close(socket_);
}

int Connection::release() { return std::exchange(socket_, -1); }

void Connection::begin(Duration deadline) { deadline_ = SteadyClock::now() + deadline; }

// True when the socket is ready, false when the deadline has passed.
bool Connection::wait(short events) {
  for (;;) {
    const int left = millis_until(deadline_);
    if (left == 0) return false;
    std::array<pollfd, 2> polled{
        {{socket_, events, 0}, {stopping_ ? -1 : workers_.stop_bell(), POLLIN, 0}}};
    ::poll(polled.data(), polled.size(), left);
    if (polled[1].revents != 0) {
      stopping_ = true;
      deadline_ = std::min(deadline_, SteadyClock::now() + grace);
    }
    if (polled[0].revents != 0) return true;
  }
}

Connection::Came Connection::receive(std::string& into, std::size_t most) {
  std::array<char, gulp> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into
  for (;;) {
    const auto count = ::recv(socket_, bytes.data(), std::min(most, gulp), MSG_DONTWAIT);
    if (count > 0) {
      into.append(bytes.data(), static_cast<std::size_t>(count));
      if (millis_until(deadline_) > 0) return Came::bytes;
      return Came::late;
    }
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN && wait(POLLIN)) continue;
    return count < 0 && errno == EAGAIN ? Came::late : Came::end;
  }
}

bool Connection::await_request(Duration idle) {
  if (has_unread()) return true;
  const auto start = SteadyClock::now();
  deadline_ = start + idle;
  for (;;) {
    const int left = millis_until(deadline_);
    if (left == 0) return false;
    const int spared = millis_until(start + courtesy);
    std::array<pollfd, 3> polled{{{socket_, POLLIN, 0},
                                  {workers_.stop_bell(), POLLIN, 0},
                                  {spared > 0 ? -1 : workers_.leave_bell(), POLLIN, 0}}};
    ::poll(polled.data(), polled.size(), spared > 0 ? std::min(left, spared) : left);
    stopping_ = polled[1].revents != 0;
    // What has come already is served, even when the workers stop.
    if (polled[0].revents != 0) return receive(buffer_, gulp) == Came::bytes;
    if (stopping_) return false;
    if (polled[2].revents != 0 && workers_.leave()) {
      gave_way_ = true;
      return false;
    }
  }
}

tl::expected<std::string, adapters::HttpResponse> Connection::read_head() {
  bool skipped = false;
  for (;;) {
    // One empty line before a request is forgiven (RFC 9112, 2.2).
    if (!skipped && buffer_.compare(0, 2, "\r\n") == 0) {
      buffer_.erase(0, 2);
      skipped = true;
    }
    const auto end = end_of_head(buffer_);
    if (std::min(end, buffer_.size()) > head_cap) return refuse_head(431, "The head is too long.");
    if (end != std::string::npos) {
      auto head = buffer_.substr(0, end);
      buffer_.erase(0, end);
      return head;
    }
    switch (receive(buffer_, gulp)) {
      case Came::bytes:
        break;
      case Came::late:
        return refuse_head(408, "The request took too long.");
      case Came::end:
        return refuse_head(400, "The request ended early.");
    }
  }
}

tl::expected<std::string, adapters::HttpResponse> Connection::read_body(std::size_t length) {
  auto body = buffer_.substr(0, length);
  buffer_.erase(0, body.size());
  body.reserve(length);
  while (body.size() < length) {
    switch (receive(body, std::min(length - body.size(), gulp))) {
      case Came::bytes:
        break;
      case Came::late:
        return refuse_head(408, "The request took too long.");
      case Came::end:
        return refuse_head(400, "The request ended early.");
    }
  }
  return body;
}

bool Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN || !wait(POLLOUT)) return false;
  }
  return true;
}

}  // namespace kindbank::bot
