// How long things took, counted in buckets as Prometheus wants them.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace kindbank::store {

struct Histogram {
  // Upper bounds, inclusive, in microseconds; what took longer is in the last bucket.
  static constexpr std::array<std::int64_t, 12> bounds = {
      50, 100, 200, 500, 1'000, 2'000, 5'000, 10'000, 50'000, 100'000, 500'000, 1'000'000};

  std::array<std::uint64_t, bounds.size() + 1> counts{};  // each bucket's own, not cumulative
  std::uint64_t count = 0;
  std::uint64_t sum = 0;
  bool operator==(const Histogram&) const = default;
};

// One that many threads add to.
class HistogramCounter {
 public:
  void add(std::int64_t micros) {
    std::size_t bucket = 0;
    while (bucket < Histogram::bounds.size() && micros > Histogram::bounds[bucket]) ++bucket;
    counts_[bucket].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(static_cast<std::uint64_t>(micros), std::memory_order_relaxed);
  }

  Histogram read() const {
    Histogram now;
    for (std::size_t i = 0; i < counts_.size(); ++i)
      now.count += now.counts[i] = counts_[i].load(std::memory_order_relaxed);
    now.sum = sum_.load(std::memory_order_relaxed);
    return now;
  }

 private:
  std::array<std::atomic<std::uint64_t>, Histogram::bounds.size() + 1> counts_{};
  std::atomic<std::uint64_t> sum_{0};
};

}  // namespace kindbank::store
