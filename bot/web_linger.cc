#include "bot/web_linger.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace kindbank::bot {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t guests_cap = 256;
constexpr std::chrono::seconds linger_for{1};
constexpr std::size_t bytes_cap = 1024 * 1024;

}  // namespace

struct Linger::Guest {
  int socket;
  SteadyClock::time_point until;
  std::size_t read = 0;

  // True when there is nothing more to wait for.
  bool drain() {
    std::array<char, 16 * 1024> waste;
    const auto count = ::recv(socket, waste.data(), waste.size(), MSG_DONTWAIT);
    if (count > 0) read += static_cast<std::size_t>(count);
    if (count == 0 || read > bytes_cap) return true;
    return count < 0 && errno != EAGAIN && errno != EINTR;
  }
};

Linger::Linger() : thread_([this] { run(); }) {}

Linger::~Linger() { stop(); }

void Linger::close(int socket) {
  {
    const std::lock_guard lock(mutex_);
    if (count_ < guests_cap && !stopping_) {
      ::shutdown(socket, SHUT_WR);
      arrivals_.push_back(socket);
      ++count_;
      socket = -1;
    }
  }
  if (socket >= 0)
    ::close(socket);
  else
    bell_.ring();
}

void Linger::run() {
  std::vector<Guest> guests;
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      for (const int socket : arrivals_)
        guests.push_back({socket, SteadyClock::now() + linger_for});
      arrivals_.clear();
      count_ = guests.size();
      if (stopping_ && guests.empty()) return;
    }
    std::vector<pollfd> polled{{bell_.descriptor(), POLLIN, 0}};
    for (const auto& guest : guests) polled.push_back({guest.socket, POLLIN, 0});
    int wait = -1;  // the first to come is the first to go
    if (!guests.empty()) {
      const auto left = guests.front().until - SteadyClock::now();
      const auto rounded = std::chrono::ceil<std::chrono::milliseconds>(left).count();
      wait = static_cast<int>(std::max<std::int64_t>(rounded, 0));
    }
    ::poll(polled.data(), polled.size(), wait);
    while (bell_.silence()) {
    }
    const auto now = SteadyClock::now();
    for (std::size_t i = 0; i < guests.size(); ++i) {
      const bool done = polled[i + 1].revents != 0 && guests[i].drain();
      if (!done && now < guests[i].until) continue;
      ::close(guests[i].socket);
      guests[i].socket = -1;
    }
    std::erase_if(guests, [](const Guest& guest) { return guest.socket < 0; });
  }
}

void Linger::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  bell_.ring();
  if (thread_.joinable()) thread_.join();
}

}  // namespace kindbank::bot
