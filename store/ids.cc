#include "store/ids.h"

#include <algorithm>
#include <atomic>
#include <random>

namespace kindbank::store {
namespace {

constexpr std::int64_t epoch_millis = 1577836800000;  // 2020-01-01: 41 bits last until 2089
constexpr int chance_bits = 22;
constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15U;

}  // namespace

Ids::Ids(Time now, std::uint64_t seed) : state_(seed) {
  const std::int64_t millis = std::max<std::int64_t>(0, to_millis(now) - epoch_millis);
  const auto chance = static_cast<std::int64_t>((seed * golden_ratio) >> (64 - chance_bits));
  next_ = (millis << chance_bits) + chance + 1;
}

Id Ids::next() { return next_++; }

std::uint64_t Ids::draw() {  // splitmix64
  state_ += golden_ratio;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31);
}

std::uint32_t Ids::below(std::uint32_t limit) {
  if (limit == 0) return 0;
  return static_cast<std::uint32_t>(((draw() >> 32) * limit) >> 32);
}

std::uint64_t fresh_seed() {
  static std::atomic<std::uint64_t> seed = [] {
    std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32) ^ device();
  }();
  return seed.fetch_add(1);
}

}  // namespace kindbank::store
