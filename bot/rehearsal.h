// The whole bot without a network: a throw-away ledger, a clock that only moves when it is told to, and
// phones that are names. What `chat` talks to and `replay` plays in. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bot/channels.h"
#include "bot/library.h"
#include "bot/ticker.h"
#include "bot/turn.h"

namespace kindbank::bot {

// What one phone shows.
struct Received {
  Address phone;
  std::string text;
  bool operator==(const Received&) const = default;
};

class Rehearsal {
 public:
  // `library` is borrowed and outlives this.
  Rehearsal(const Library& library, Time start);

  // A text from this phone, and everything that it makes happen at once; what the phones receive, in
  // order.
  std::vector<Received> text(const Address& phone, const std::string& words);
  // Time passes, and whatever comes due on the way happens at its time.
  std::vector<Received> wait(Duration span);

  Time now() const { return now_; }
  store::Database& database() { return *database_; }
  Turns& turns() { return *turns_; }
  std::uint64_t draw_seed() { return ++seeds_; }

 private:
  std::vector<Received> deliver();

  const Library& library_;
  Time now_;
  Clock clock_;
  Channels channels_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<Turns> turns_;
  std::unique_ptr<Ticker> ticker_;
  std::uint64_t seeds_ = 0;
  std::int64_t texts_ = 0;
};

}  // namespace kindbank::bot
