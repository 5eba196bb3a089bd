// The whole bot without a network: phones that are names, and a clock that only moves when it is
// told to. It plays on a throw-away ledger, or on one that is kept: then everybody who is really
// reached by a channel is left to the server. What `chat` talks to and `replay` plays in. One
// thread.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "bot/channels.h"
#include "bot/clock.h"
#include "bot/library.h"
#include "bot/ticker.h"
#include "bot/turn.h"
#include "store/outbox.h"

namespace kindbank::bot {

// What one phone shows.
struct Received {
  Address phone;
  std::string text;
  bool operator==(const Received&) const = default;
};

class Rehearsal {
 public:
  // On a throw-away ledger, from `start` on; ids and codes are drawn the same each time. `library`
  // is borrowed and outlives this.
  Rehearsal(const Library& library, Time start);

  // On a ledger that is kept, at the time of its clock. All are borrowed and outlive this.
  struct Kept {
    store::Database& database;
    store::RightsLog* rights;
    const Channels& channels;
    Clock& clock;
  };
  Rehearsal(const Library& library, const Kept& kept);

  // A text from this phone, and everything that it makes happen at once; what the phones receive,
  // in order. The phone must not be one that a real channel reaches.
  std::vector<Received> text(const Address& phone, const std::string& words);
  // The number is dead from here on: nothing that is sent there arrives.
  void lose(const Address& phone) { lost_.push_back(phone); }
  // Time passes, and whatever comes due on the way happens at its time.
  std::vector<Received> wait(Duration span);

  // Whether phones of this kind are out there, with texts of their own.
  bool is_real(const std::string& kind) const;

  Time now() const { return now_; }
  store::Database& database() { return *database_; }
  Turns& turns() { return *turns_; }
  std::uint64_t draw_seed();

 private:
  const adapters::Channel& channel_of(const std::string& kind);
  void begin(const Library& library, store::RightsLog* rights);
  void look_at_clock();
  std::vector<Received> deliver();
  std::vector<store::Part> claim_all(store::Transaction& tx, std::uint64_t seed) const;
  void settle(store::Transaction& tx, const store::Part& part) const;
  bool is_lost(const Address& phone) const;
  std::optional<Time> next_moment() const;

  Time now_;
  Clock own_clock_;
  Clock* clock_ = nullptr;  // of a kept ledger
  Channels channels_;
  std::set<std::string> ours_;  // the channels that end in this terminal
  std::vector<Address> lost_;   // whose number is dead
  std::unique_ptr<store::Database> own_database_;
  store::Database* database_ = nullptr;
  std::unique_ptr<Turns> turns_;
  std::unique_ptr<Ticker> ticker_;
  std::uint64_t seeds_ = 0;
};

}  // namespace kindbank::bot
