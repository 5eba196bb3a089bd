#include "tests/bot/raw_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

namespace kindbank::bot {
namespace {

using Steady = std::chrono::steady_clock;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

std::size_t announced_length(std::string head) {
  for (auto& byte : head) byte = static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
  const std::string name = "content-length:";
  const auto at = head.find(name);
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size()));
}

}  // namespace

Wire Wire::to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = loopback(port);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  return Wire(socket);
}

Wire::~Wire() {
  if (socket_ >= 0) ::close(socket_);
}

Wire::Wire(Wire&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

bool Wire::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void Wire::end_sending() { ::shutdown(socket_, SHUT_WR); }

void Wire::reset() {
  const linger now{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
  ::close(std::exchange(socket_, -1));
}

std::string Wire::read_some(milliseconds patience) {
  if (!buffer_.empty()) return std::exchange(buffer_, {});
  pollfd polled{socket_, POLLIN, 0};
  if (::poll(&polled, 1, static_cast<int>(patience.count())) <= 0) return {};
  std::array<char, 64 * 1024> bytes;
  const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  ended_ = count <= 0;
  return count > 0 ? std::string(bytes.data(), static_cast<std::size_t>(count)) : std::string();
}

std::string Wire::read_until(std::string_view marker) {
  std::string bytes;
  for (;;) {
    const auto more = read_some();
    bytes += more;
    const auto at = bytes.find(marker);
    if (at != std::string::npos) {
      buffer_ = bytes.substr(at + marker.size());
      return bytes.substr(0, at + marker.size());
    }
    if (more.empty()) return bytes;
  }
}

std::string Wire::read_response() {
  const auto head = read_head();
  const auto length = announced_length(head);
  std::string body;
  while (body.size() < length) {
    const auto more = read_some();
    if (more.empty()) break;
    body += more;
  }
  buffer_ = body.substr(std::min(length, body.size()));
  return head + body.substr(0, length);
}

std::string Wire::read_to_end() {
  std::string bytes;
  for (auto more = read_some(); !more.empty(); more = read_some()) bytes += more;
  return bytes;
}

bool Wire::closed_within(milliseconds patience) {
  const auto until = Steady::now() + patience;
  do {
    const auto left = std::chrono::ceil<milliseconds>(until - Steady::now());
    read_some(std::max(left, milliseconds(0)));
  } while (!ended_ && Steady::now() < until);
  return ended_;
}

RawServer::RawServer(std::function<void(Wire&)> script)
    : listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  auto address = loopback(0);
  socklen_t size = sizeof(address);
  if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listening_, 16) != 0)
    throw std::runtime_error("cannot listen on 127.0.0.1");
  ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this, script = std::move(script)] {
    std::vector<std::thread> serving;
    for (;;) {
      const int socket = ::accept(listening_, nullptr, nullptr);
      if (socket < 0) break;
      serving.emplace_back([socket, &script] {
        Wire wire(socket);
        script(wire);
      });
    }
    for (auto& thread : serving) thread.join();
  });
}

RawServer::~RawServer() {
  ::shutdown(listening_, SHUT_RDWR);
  thread_.join();
  ::close(listening_);
}

std::string RawServer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

}  // namespace kindbank::bot
