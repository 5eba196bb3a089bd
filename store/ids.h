// Row ids: 63 bits, ordered by the time they were drawn, unique without asking a sequence, so that the
// same function may run twice in a transaction and a second node needs no coordination.
#pragma once

#include <cstdint>

#include "dialog/time.h"

namespace kindbank::store {

using Id = std::int64_t;

// A source of ids and of chance for one transaction: copied into it, so that running again draws the
// same. The seed comes from the operating system's random bytes, or from a test.
class Ids {
 public:
  Ids(Time now, std::uint64_t seed) : millis_(to_millis(now)), state_(seed) {}

  Id next();                            // 41 bits of milliseconds, 22 of chance
  std::uint32_t below(std::uint32_t limit);  // 0 .. limit-1

 private:
  std::uint64_t draw();

  std::int64_t millis_;
  std::uint64_t state_;
};

}  // namespace kindbank::store
