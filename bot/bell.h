// A bell that a thread blocked in poll() hears: an eventfd. Every ring is one stroke, and silence()
// takes one stroke away, so one ring can be answered by exactly one of many listeners.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace kindbank::bot {

class Bell {
 public:
  Bell() : descriptor_(::eventfd(0, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  }
  ~Bell() { ::close(descriptor_); }
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  int descriptor() const { return descriptor_; }

  void ring() {
    const std::uint64_t stroke = 1;
    [[maybe_unused]] const auto written = ::write(descriptor_, &stroke, sizeof(stroke));
  }

  // False where there was no stroke left.
  bool silence() {
    std::uint64_t stroke = 0;
    return ::read(descriptor_, &stroke, sizeof(stroke)) == sizeof(stroke);
  }

 private:
  int descriptor_;
};

}  // namespace kindbank::bot
