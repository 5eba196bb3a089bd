// Closes connections whose other end is still sending. A socket closed with unread bytes resets
// the connection, and the reset can overtake the answer; so the socket is half-closed, what still
// comes is thrown away for up to a second, and only then it is closed. One thread does this for all
// of them, and no worker waits for it.
#pragma once

#include <mutex>
#include <thread>
#include <vector>

#include "bot/bell.h"

namespace kindbank::bot {

class Linger {
 public:
  Linger();
  ~Linger();  // stops
  Linger(const Linger&) = delete;
  Linger& operator=(const Linger&) = delete;

  // Takes the socket over. Where too many linger already it is closed at once.
  void close(int socket);

  // Returns when the last one is closed, within the second.
  void stop();

 private:
  struct Guest;
  void run();

  Bell bell_;
  std::mutex mutex_;  // guards what follows
  std::vector<int> arrivals_;
  std::size_t count_ = 0;
  bool stopping_ = false;

  std::thread thread_;
};

}  // namespace kindbank::bot
