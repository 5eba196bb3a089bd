// What was said to a channel that never says it again, as on the phone, while the ledger could not
// take it: a file beside the ledger, sealed with its key, on the disk before the call is answered.
// It is handed over in order at the start and once the ledger is back; whoever takes it sorts out
// what was heard before, so that each counts once. Safe from any thread.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>

#include "adapters/channel.h"
#include "bot/turn.h"
#include "store/append_file.h"
#include "store/seal.h"

namespace kindbank::bot {

class Spool {
 public:
  struct Kept {
    std::string channel;
    adapters::Inbound inbound;
    Turns::Crisis crisis = Turns::Crisis::unanswered;  // whether what helps was said already
  };

  static Result<Spool> open(const std::string& path, const store::Key& key);
  Spool(Spool&& other) noexcept;

  // Durable when it succeeds.
  Result<void> keep(const Kept& kept);
  bool empty() const { return waiting_ == 0; }

  // Hands over all that waits, the oldest first, and forgets it; how many that were. Throws
  // store::Busy and store::Broken as `take` does: then all of it waits on. What fails for a reason
  // of its own stays in the file until the next start, in nobody's way.
  struct Replayed {
    int taken = 0;
    int failed = 0;
  };
  Replayed replay(const std::function<void(const Kept&)>& take);

 private:
  Spool(store::AppendFile file, const store::Key& key);

  std::mutex mutex_;
  store::AppendFile file_;  // guarded by mutex_
  const store::Sealer sealer_;
  std::atomic<int> waiting_ = 0;
};

}  // namespace kindbank::bot
