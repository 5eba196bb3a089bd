// The machine's steady clock as a number that an atomic holds: nanoseconds of no known beginning.
#pragma once

#include <chrono>
#include <cstdint>

namespace kindbank::store {

inline std::int64_t steady_now() {
  return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace kindbank::store
