// Row ids: 63 bits, ordered by the time they were drawn, unique without asking a sequence, so that
// the same function may run twice in a transaction and a second node needs no coordination.
#pragma once

#include <cstdint>

#include "dialog/time.h"

namespace kindbank::store {

using Id = std::int64_t;

// A source of ids and of chance for one transaction: copied into it, so that running again draws
// the same. Ids of one source rise. Sources of the same millisecond begin at places spread by the
// golden ratio of their seeds, so that following seeds never meet: take them from fresh_seed, or in
// a test count them.
class Ids {
 public:
  Ids(Time now, std::uint64_t seed);

  Id next();                                 // 41 bits of milliseconds since 2020, 22 of place
  std::uint32_t below(std::uint32_t limit);  // 0 .. limit-1

 private:
  std::uint64_t draw();

  Id next_;
  std::uint64_t state_;
};

// One after the other, from a start that the operating system drew when the process began.
std::uint64_t fresh_seed();

}  // namespace kindbank::store
