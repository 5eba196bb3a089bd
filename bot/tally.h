// How often each way through the flows is taken, gathered here and written to the ledger every few
// seconds: counted in the turn itself everybody's turns would wait for the same rows. What a crash
// loses is the count of those seconds. Safe to call from any thread.
#pragma once

#include <mutex>

#include "store/branch_counts.h"

namespace kindbank::bot {

class Tally {
 public:
  // The ledger is borrowed and outlives this.
  explicit Tally(store::Database& database) : database_(database) {}

  void add(const dialog::Branch& branch);

  // Writes what has gathered, every few seconds however often it is called. Throws as the ledger
  // does; then nothing is lost.
  void write_some(Time now);
  void write();

 private:
  store::Database& database_;
  std::mutex mutex_;
  store::BranchCounts counts_;  // guarded by mutex_
  Time next_{};                 // of the clock's thread alone
};

}  // namespace kindbank::bot
