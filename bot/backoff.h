// How long to wait before the next try: the ceiling doubles with every failure up to a cap, and the
// wait is drawn below it ("full jitter"), so that what failed together does not come back together.
#pragma once

#include <cstdint>
#include <random>

#include "dialog/time.h"

namespace kindbank::bot {

class Backoff {
 public:
  explicit Backoff(std::uint64_t seed, Duration base = std::chrono::seconds(2),
                   Duration cap = std::chrono::minutes(10));

  // The longest wait after so many failures, counted from 1.
  Duration ceiling(int failures) const;
  // A wait up to the ceiling, but no shorter than a second.
  Duration draw(int failures);

 private:
  Duration base_;
  Duration cap_;
  std::mt19937_64 chance_;
};

}  // namespace kindbank::bot
