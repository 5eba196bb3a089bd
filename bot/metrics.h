// What the operator's monitoring reads: how often things happened since the start and how long they
// took, in the text form of Prometheus. Labels name channels, lanes, kinds and outcomes, and never
// anything of a person. Counting is safe from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"
#include "bot/reload_record.h"
#include "store/database.h"
#include "store/outbox.h"

namespace kindbank::bot {

// What is looked up when somebody asks.
struct Readings {
  struct Lane {
    std::string channel;
    std::string lane;  // "express", "normal"
    store::Backlog waiting;
  };
  // Of the last 30 days; a job is an exchange that is done.
  struct Desk {
    std::int64_t minutes = 0;  // of coordinators
    std::int64_t jobs = 0;
  };
  std::vector<Lane> outbox;  // empty where the ledger could not be asked
  std::optional<Desk> desk;  // nothing there, too
  store::DatabaseStats writer;
  std::int64_t resident_bytes = 0;
  ReloadRecord reloads;
  Time now{};
};

// Of this process; 0 where the system does not say.
std::int64_t resident_bytes();

class Metrics {
 public:
  // kind: "heard", "seen_before", "failed", "notice", "silence", "due"
  void turn(std::string_view kind);
  // A call of a channel's provider was answered.
  void answered(std::string_view channel, int status, std::chrono::nanoseconds took);
  // A connection was told 503 before anything of it was read.
  void turned_away();
  void sent(std::string_view channel, const adapters::Delivery& delivery);

  std::string page(const Readings& readings) const;

 private:
  using Counts = std::map<std::string, std::uint64_t>;  // by the labels as they are written

  void add(Counts& counts, std::string labels);

  store::HistogramCounter hook_micros_;

  mutable std::mutex mutex_;
  Counts turns_;                   // guarded by mutex_
  Counts answers_;                 // guarded by mutex_
  Counts sends_;                   // guarded by mutex_
  std::uint64_t turned_away_ = 0;  // guarded by mutex_
};

}  // namespace kindbank::bot
