#include "bot/backoff.h"

#include <algorithm>

namespace kindbank::bot {
namespace {

constexpr Duration shortest = std::chrono::seconds(1);

}  // namespace

Backoff::Backoff(std::uint64_t seed, Duration base, Duration cap)
    : base_(base), cap_(cap), chance_(seed) {}

Duration Backoff::ceiling(int failures) const {
  Duration wait = base_;
  for (int failure = 1; failure < failures && wait < cap_; ++failure) wait *= 2;
  return std::min(wait, cap_);
}

Duration Backoff::draw(int failures) {
  const auto longest = ceiling(failures);
  if (longest <= shortest) return longest;
  std::uniform_int_distribution<Duration::rep> between(shortest.count(), longest.count());
  return Duration{between(chance_)};
}

}  // namespace kindbank::bot
