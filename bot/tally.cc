#include "bot/tally.h"

#include <utility>

namespace kindbank::bot {
namespace {

constexpr Duration between_writings = std::chrono::seconds(10);

}  // namespace

void Tally::add(const dialog::Branch& branch) {
  auto edge = branch;  // a picture has one for all that lead the same way
  edge.taken_by.clear();
  const std::lock_guard lock(mutex_);
  ++counts_[std::move(edge)];
}

void Tally::write_some(Time now) {
  if (now < next_) return;
  next_ = now + between_writings;
  write();
}

void Tally::write() {
  store::BranchCounts counts;
  {
    const std::lock_guard lock(mutex_);
    counts = std::exchange(counts_, {});
  }
  if (counts.empty()) return;
  try {
    database_.transact([&](store::Transaction& tx) { store::add_branch_counts(tx, counts); });
  } catch (...) {
    const std::lock_guard lock(mutex_);
    for (const auto& [branch, times] : counts) counts_[branch] += times;
    throw;
  }
}

}  // namespace kindbank::bot
